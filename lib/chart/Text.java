//SOURCES ../result/UserError.java

package chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;
import result.UserError;

/// Words in one font and colour. They are painted as outlines, so that a picture looks the same in
/// PNG and SVG, and with or without the font installed. Sizes are in pixels of a picture at its
/// natural width.
record Text(String words, Font font, Color color) {
  static final Color INK = new Color(0x222222);
  static final Color PALE = new Color(0x5a5a5a);

  private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

  /// Height of a line of notes, in pixels.
  static final int LINE = 18;

  /// Checks that there is a font. Java asks the system for fonts, and containers often have none.
  ///
  /// @throws UserError if there is no font
  static void requireFonts() {
    try {
      note("x").width();
    } catch (RuntimeException | Error e) {
      throw new UserError(
          "This machine has no fonts, without which nothing can be drawn ("
              + e.getMessage()
              + "). Install some (Debian: apt-get install fontconfig fonts-dejavu-core), then type"
              + " the same command again.");
    }
  }

  static Text title(String words) {
    return new Text(words, new Font(Font.SANS_SERIF, Font.BOLD, 19), INK);
  }

  static Text subtitle(String words) {
    return new Text(words, new Font(Font.SANS_SERIF, Font.PLAIN, 14), INK);
  }

  static Text label(String words) {
    return new Text(words, new Font(Font.SANS_SERIF, Font.PLAIN, 14), INK);
  }

  static Text note(String words) {
    return new Text(words, new Font(Font.SANS_SERIF, Font.PLAIN, 13), PALE);
  }

  Text in(Color color) {
    return new Text(words, font, color);
  }

  /// The width in pixels.
  double width() {
    return words.isEmpty()
        ? 0
        : font.createGlyphVector(CONTEXT, words).getLogicalBounds().getWidth();
  }

  /// This text, or its beginning and "…" if it is wider than this many pixels.
  Text within(double width) {
    if (width() <= width) return this;
    int end = words.length();
    while (end > 0 && new Text(words.substring(0, end).strip() + "…", font, color).width() > width)
      end--;
    return new Text(words.substring(0, end).strip() + "…", font, color);
  }

  /// Breaks the text at blanks into lines that are not wider than this many pixels.
  List<Text> wrapped(double width) {
    var lines = new ArrayList<Text>();
    var line = new Text("", font, color);
    for (var word : words.split(" ")) {
      var longer = new Text(line.words.isEmpty() ? word : line.words + " " + word, font, color);
      if (longer.width() > width && !line.words.isEmpty()) {
        lines.add(line);
        longer = new Text(word, font, color);
      }
      line = longer.within(width);
    }
    lines.add(line);
    return lines;
  }

  /// @param anchor which part of the words is at x: 0 is their left end, 0.5 the middle, 1 their
  ///     right end
  /// @param y the middle of its capital letters
  void paint(Graphics2D g, double x, double y, double anchor) {
    if (words.isEmpty()) return;
    float baseline = (float) (y + 0.36 * font.getSize());
    g.setColor(color);
    g.fill(
        font.createGlyphVector(CONTEXT, words)
            .getOutline((float) (x - anchor * width()), baseline));
  }
}
