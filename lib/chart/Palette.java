package chart;

import module java.base;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/// Reduces an image to its most common colours. With one byte per pixel and few shades, a PNG is a
/// third as large. A drawing in flat colours looks the same; only its smoothed edges have fewer
/// shades.
final class Palette {
  private static final int SIZE = 64;
  private static final int BINS = 1 << 12;

  private Palette() {}

  /// The same picture in a few colours.
  static BufferedImage reduced(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    var colors = new int[BINS];
    var votes = new int[BINS];
    var counts = new int[BINS];
    for (int pixel : pixels) {
      // Colours that differ by less than 16 in red, green and blue count as one colour, which is
      // the one that the majority of pixels has.
      int bin = bin(pixel);
      if (votes[bin] == 0) colors[bin] = pixel;
      votes[bin] += colors[bin] == pixel ? 1 : -1;
      counts[bin]++;
    }
    var bins =
        IntStream.range(0, BINS)
            .filter(bin -> counts[bin] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer bin) -> counts[bin]).reversed())
            .toList();
    var palette = bins.stream().limit(SIZE).mapToInt(bin -> colors[bin]).toArray();
    var nearest = new byte[BINS];
    for (int bin : bins) nearest[bin] = (byte) nearest(colors[bin], palette);

    var bytes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) bytes[i] = nearest[bin(pixels[i])];
    var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
    var reduced = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    reduced.getRaster().setDataElements(0, 0, width, height, bytes);
    return reduced;
  }

  private static int bin(int rgb) {
    return (rgb >> 12 & 0xf00) | (rgb >> 8 & 0xf0) | (rgb >> 4 & 0xf);
  }

  private static int nearest(int rgb, int[] palette) {
    return IntStream.range(0, palette.length)
        .boxed()
        .min(Comparator.comparingInt(i -> distance(rgb, palette[i])))
        .orElseThrow();
  }

  private static int distance(int one, int other) {
    return IntStream.of(0, 8, 16)
        .map(shift -> (one >> shift & 0xff) - (other >> shift & 0xff))
        .map(d -> d * d)
        .sum();
  }
}
