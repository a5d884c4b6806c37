//DEPS org.knowm.xchart:xchart:4.0.3
//SOURCES Text.java

package chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/// How a backend looks in every picture. The colours are from Okabe and Ito and from Paul Tol, who
/// chose them for colour-blind eyes. Some are a little darker here, so that a thin line stands out
/// from white. No palette has this many colours that everybody can tell apart. So related backends
/// share a hue, and differ in marker and dashes. The lines of Python backends are never solid.
public record Look(Color color, Marker marker, BasicStroke stroke) {
  private static final float WIDTH = 2;
  private static final BasicStroke SOLID = dashes();
  private static final BasicStroke LONG = dashes(9, 3);
  private static final BasicStroke SHORT = dashes(5, 3);
  private static final BasicStroke DOTS = dashes(2, 2.5f);
  private static final BasicStroke MIXED = dashes(9, 3, 2, 3);

  private static final Map<String, Look> LOOKS =
      Map.ofEntries(
          // threads of the operating system, and none at all
          look("platform-threads", 0xC24A00, SeriesMarkers.SQUARE, SOLID),
          look("bare", 0x000000, SeriesMarkers.CIRCLE, SOLID),
          // virtual threads
          look("virtual-threads", 0x0067AB, SeriesMarkers.CIRCLE, SOLID),
          look("structured", 0x3F9FDA, SeriesMarkers.DIAMOND, SOLID),
          look("jox", 0x332288, SeriesMarkers.TRIANGLE_UP, LONG),
          // futures and callbacks
          look("completable-future", 0xD38C00, SeriesMarkers.TRIANGLE_UP, SOLID),
          look("netty", 0x7A4510, SeriesMarkers.SQUARE, LONG),
          look("vertx", 0xB07A3A, SeriesMarkers.DIAMOND, MIXED),
          look("vertx-1", 0xB07A3A, SeriesMarkers.CIRCLE, DOTS),
          look("pekko", 0x6E6E6E, SeriesMarkers.TRIANGLE_DOWN, SOLID),
          look("pekko-1ms", 0x6E6E6E, SeriesMarkers.TRIANGLE_UP, DOTS),
          // reactive streams
          look("reactor", 0x117733, SeriesMarkers.CIRCLE, SOLID),
          look("rxjava", 0x2E9E8F, SeriesMarkers.SQUARE, LONG),
          look("mutiny", 0x8A8A22, SeriesMarkers.TRIANGLE_DOWN, MIXED),
          // coroutines and fibers
          look("kotlin-coroutines", 0xAA4499, SeriesMarkers.DIAMOND, SOLID),
          look("cats-effect", 0x882255, SeriesMarkers.SQUARE, LONG),
          look("zio", 0xC86BA6, SeriesMarkers.TRIANGLE_DOWN, MIXED),
          // Python: one hue per event loop, dots if anyio is used on top of it
          look("asyncio", 0x994455, SeriesMarkers.CIRCLE, SHORT),
          look("asyncio-uvloop", 0x997700, SeriesMarkers.SQUARE, SHORT),
          look("trio", 0x004488, SeriesMarkers.TRIANGLE_UP, SHORT),
          look("anyio-asyncio", 0x994455, SeriesMarkers.CROSS, DOTS),
          look("anyio-uvloop", 0x997700, SeriesMarkers.PLUS, DOTS),
          look("anyio-trio", 0x004488, SeriesMarkers.TRIANGLE_DOWN, DOTS));

  /// The look of the ideal, which no backend can reach.
  static final Look IDEAL = new Look(Text.PALE, SeriesMarkers.CROSS, SOLID);

  private static final Color[] COLORS =
      colors(0x0072B2, 0xD55E00, 0x117733, 0xAA4499, 0xB07A3A, 0x332288, 0x882255);
  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.TRIANGLE_DOWN
  };
  private static final BasicStroke[] STROKES = {LONG, SHORT, DOTS, MIXED};

  /// The look of a backend. A backend that is not in the list gets the same look every time.
  public static Look of(String backend) {
    var look = LOOKS.get(backend);
    if (look != null) return look;
    int hash = Math.floorMod(backend.hashCode() * 0x9E3779B9, 1 << 30);
    return new Look(
        COLORS[hash % COLORS.length],
        MARKERS[hash / COLORS.length % MARKERS.length],
        STROKES[hash / COLORS.length / MARKERS.length % STROKES.length]);
  }

  /// The colour as CSS has it: `#c24a00`.
  public String onLight() {
    return hex(0);
  }

  /// The colour on a dark page, where it is lighter.
  public String onDark() {
    return hex(0.45);
  }

  /// @param white how much white is mixed in, from 0 to 1
  private String hex(double white) {
    return IntStream.of(color.getRed(), color.getGreen(), color.getBlue())
        .map(part -> (int) (part + (255 - part) * white))
        .mapToObj("%02x"::formatted)
        .collect(Collectors.joining("", "#", ""));
  }

  private static Map.Entry<String, Look> look(
      String id, int rgb, Marker marker, BasicStroke stroke) {
    return Map.entry(id, new Look(new Color(rgb), marker, stroke));
  }

  private static Color[] colors(int... rgb) {
    return java.util.Arrays.stream(rgb).mapToObj(Color::new).toArray(Color[]::new);
  }

  private static BasicStroke dashes(float... lengths) {
    return new BasicStroke(
        WIDTH,
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        1,
        lengths.length == 0 ? null : lengths,
        0);
  }
}
