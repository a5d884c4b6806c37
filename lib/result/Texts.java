//SOURCES Json.java
//SOURCES UserError.java

package result;

import module java.base;

/// Reads and writes JSON files as bytes: UTF-8, with or without a byte order mark, plain or
/// compressed by gzip.
public final class Texts {
  private static final int GZIP = 0x1f8b;
  private static final String MARK = "\ufeff";

  private Texts() {}

  /// @throws CharacterCodingException if the file is not UTF-8
  /// @throws UserError if its first bytes show that it has another encoding
  public static String read(Path file) throws IOException {
    var bytes = Files.readAllBytes(file);
    if (first(bytes) == GZIP)
      try (var plain = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        bytes = plain.readAllBytes();
      }
    if (first(bytes) == 0xfeff || first(bytes) == 0xfffe || bytes.length > 1 && bytes[1] == 0)
      throw new UserError(file + ": is in UTF-16. Save it as UTF-8.");
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var text = decoder.decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  private static int first(byte[] bytes) {
    return bytes.length < 2 ? -1 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
  }

  private static final class Smallest extends GZIPOutputStream {
    Smallest(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }

  /// Indented for people, or compressed if the file name says so.
  public static byte[] bytes(Path file, Object value) throws IOException {
    if (!file.toString().endsWith(".gz"))
      return (Json.pretty(value) + "\n").getBytes(StandardCharsets.UTF_8);
    var bytes = new ByteArrayOutputStream();
    try (var compressed = new Smallest(bytes)) {
      compressed.write(Json.line(value).getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
