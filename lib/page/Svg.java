//SOURCES Html.java

package page;

import module java.base;

/// Parts of inline pictures.
final class Svg {
  private Svg() {}

  /// A text at a place.
  ///
  /// @param anchor "start", "middle" or "end"
  static String label(double x, double y, String anchor, String text) {
    return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
        .formatted(px(x), px(y), anchor, Html.text(text));
  }

  /// A tenth of a pixel is enough.
  static String px(double pixels) {
    return BigDecimal.valueOf(pixels)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
