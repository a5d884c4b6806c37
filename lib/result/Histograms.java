//DEPS org.hdrhistogram:HdrHistogram:2.2.2
//SOURCES UserError.java

package result;

import module java.base;

import org.HdrHistogram.Histogram;

/// Histograms as a results file stores them: base64 of the compressed V2 encoding.
public final class Histograms {
  private Histograms() {}

  public static String encode(Histogram histogram) {
    var buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
  }

  /// @throws UserError if the text is not such a histogram
  public static Histogram decode(String text) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    } catch (DataFormatException | RuntimeException e) {
      throw new UserError(
          "a histogram in the results file cannot be read ("
              + e.getMessage()
              + "): the file was edited or cut. Measure again (./jbang bench).");
    }
  }
}
