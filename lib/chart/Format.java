//DEPS de.erichseifert.vectorgraphics2d:VectorGraphics2D:0.13
//DEPS org.knowm.xchart:xchart:4.0.3
//SOURCES Palette.java
//SOURCES Sheet.java

package chart;

import module java.base;

import java.awt.image.BufferedImage;
import javax.imageio.ImageIO;
import org.knowm.xchart.ChartEncoder;

/// The file formats of a picture.
public enum Format {
  /// A PNG has twice as many pixels as the picture in each direction, so that it is crisp on any
  /// screen.
  PNG {
    @Override
    void write(Sheet sheet, OutputStream to) throws IOException {
      var image =
          new BufferedImage(
              2 * sheet.getWidth(), 2 * sheet.getHeight(), BufferedImage.TYPE_INT_RGB);
      var g = image.createGraphics();
      g.scale(2, 2);
      sheet.paint(g, sheet.getWidth(), sheet.getHeight());
      g.dispose();
      ImageIO.write(Palette.reduced(image), id(), to);
    }
  },
  SVG {
    @Override
    void write(Sheet sheet, OutputStream to) throws IOException {
      var svg = new String(ChartEncoder.getBytes(sheet, id()), StandardCharsets.UTF_8);
      to.write(HUNDREDTHS.matcher(svg).replaceAll("$1").getBytes(StandardCharsets.UTF_8));
    }
  };

  /// Matches digits that are left out. Coordinates have 15 digits. A hundredth of a pixel is
  /// enough, and makes the file a third as large.
  private static final Pattern HUNDREDTHS = Pattern.compile("(\\.\\d\\d)\\d+");

  /// What a person types, which is also the ending of the file name.
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static List<String> ids() {
    return Stream.of(values()).map(Format::id).toList();
  }

  /// @param id one of {@link #ids}
  public static Format of(String id) {
    return valueOf(id.toUpperCase(Locale.ROOT));
  }

  abstract void write(Sheet sheet, OutputStream to) throws IOException;
}
