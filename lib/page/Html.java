//SOURCES ../result/Json.java

package page;

import module java.base;

import result.Json;

/// The only place where text of a results file becomes a part of a page. Nothing of it can end an
/// element or an attribute, and nothing invisible is left in it.
final class Html {
  /// No name and no reason is longer. A longer one would bury the page.
  private static final int LONGEST = 600;

  private Html() {}

  /// @param text of an element, or of an attribute in double quotes; null is nothing
  static String text(Object text) {
    return text == null ? "" : escaped(cut(visible(text.toString())));
  }

  /// A name, whose letters may be written from right to left without changing the order of what
  /// stands around them.
  static String name(Object text) {
    return "<bdi>" + text(text) + "</bdi>";
  }

  /// A list of any length, on one line.
  static String all(String text) {
    return escaped(visible(text));
  }

  /// Program text: of any length, with line breaks.
  static String code(String text) {
    return escaped(text);
  }

  /// JSON as the text of a `script` element, which ends at the first `</`.
  static String json(Object data) {
    return Json.line(data)
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  /// The source of a script or a style in a `Content-Security-Policy`.
  static String hash(String source) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var bytes = digest.digest(source.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(bytes) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Without control characters, marks that turn the direction of writing, and halves of letters.
  private static String visible(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\u2028\u2029]+", " ")
        .replaceAll("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]", "");
  }

  static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
