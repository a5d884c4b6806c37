//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Axe.java
//SOURCES ../support/Browser.java
//SOURCES ../support/Rows.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import backend.Backends;
import cli.Project;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import page.Page;
import report.Machines;
import result.Cell;
import result.Comparison;
import result.Host;
import result.Ranking;
import result.Results;
import result.ResultsFile;
import semantics.Matrix;
import test.support.Axe;
import test.support.Browser;
import test.support.Rows;

/// The page of a run, in a real browser.
@DisplayName("Page")
@Execution(ExecutionMode.SAME_THREAD)
public class PageTest {
  private static final long LARGEST = 2_000_000;
  private static final List<Integer> WIDTHS = List.of(390, 1440);
  private static final List<String> SCHEMES = List.of("light", "dark");

  /// Pixels across a sheet of A4 that lies on its side, with margins of 1 cm.
  private static final int PRINTED = 1046;

  /// What a results file of somebody else may say: markup, quotes, letters from right to left,
  /// nothing that can be seen, and far too much.
  private static final List<String> HOSTILE =
      List.of(
          "<script>window.hacked = 1</script>",
          "</script><script>window.hacked = 1</script><!--",
          "\"'><img src=x onerror=window.hacked=1>",
          "\u202Eevil\u2066\u0000\u2028 ${hacked} `x`",
          "long".repeat(5000));

  @TempDir static Path folder;
  private static Results study;
  private static String url;
  private static Browser browser;

  @BeforeAll
  static void write() throws IOException {
    var published = Project.root().resolve("docs/study");
    study =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> published.resolve("run-" + i + ".json.gz"))
            .filter(Files::exists)
            .map(ResultsFile::read)
            .reduce(Results::and)
            .orElseThrow();
    url = page("study.html", study, Matrix.read(published.resolve("semantics.json.gz")));
  }

  /// A page about two machines, which has all parts that a page may have.
  private static String page(String name, Results results, Matrix matrix) throws IOException {
    var host = new Host(HOSTILE.getLast(), 4, 1, "os", null, null, null, null, "25", "G1", null);
    var page = Page.of(new Machines(List.of(results, results.on(host))), matrix);
    return Files.writeString(folder.resolve(name), page).toUri().toString();
  }

  @AfterAll
  static void close() {
    if (browser != null) browser.close();
  }

  /// The same browser for all tests.
  private static Browser browser() {
    assumeTrue(Browser.program().isPresent(), "no chromium: apt-get install chromium");
    if (browser == null) browser = Browser.start();
    return browser;
  }

  @BeforeEach
  void likeAtFirst() {
    if (browser == null) return;
    browser.size(1440, 900);
    browser.scheme("light");
  }

  private static String open(String hash) {
    browser().open(url + hash);
    return browser.eval("document.getElementById('shown').value").asText();
  }

  private static void assertQuiet() {
    assertEquals(List.of(), browser.complaints());
  }

  private static String eval(String expression) {
    return browser.eval(expression).asText();
  }

  @Test
  @DisplayName("is one file below 2 MB, and shows each adapter's own lines")
  void pageIsSelfContained() throws IOException {
    var text = Files.readString(folder.resolve("study.html"));
    assertTrue(text.length() < LARGEST, text.length() + " bytes");
    assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(text).find());
    assertEquals(Backends.all().size(), text.split("<pre data-op=\"all\"", -1).length - 1);
    assertEquals(Backends.all().size(), text.split("<pre data-op=\"sleep\"", -1).length - 1);
    assertTrue(text.contains("<small>lib/backend/plain/PlainNetty.java</small>"));
    assertTrue(text.contains("; lib/python/coroutines.py: repeat"));
  }

  @Test
  @DisplayName("asks the network for nothing, breaks no policy, and fits into any window")
  void pageIsQuiet() {
    open("");
    for (int width : WIDTHS) {
      for (var scheme : SCHEMES) {
        browser.size(width, 900);
        browser.scheme(scheme);
        open("");
        browser.eval("document.querySelectorAll('details').forEach(it => it.open = true)");
        int wide = browser.eval("document.documentElement.scrollWidth").asInt();
        assertTrue(wide <= width, wide + " of " + width + " pixels");
        assertQuiet();
      }
    }
  }

  @Test
  @DisplayName("is printed without losing a column")
  void pageIsPrinted() {
    open("");
    browser.print();
    browser.size(PRINTED, 700);
    int wide = browser.eval("document.documentElement.scrollWidth").asInt();
    assertTrue(wide <= PRINTED, wide + " of " + PRINTED + " pixels");
  }

  @Test
  @DisplayName("has nothing that axe finds fault with, neither light and narrow nor dark and wide")
  void pageIsAccessible() {
    open("");
    var axe = Axe.source();
    assumeTrue(axe.isPresent(), "no axe-core: npm and the network are needed once");
    for (int i = 0; i < WIDTHS.size(); i++) {
      browser.size(WIDTHS.get(i), 900);
      browser.scheme(SCHEMES.get(i));
      open("#one=netty&need=0&at=t1");
      browser.eval(
          "document.querySelectorAll('#t1 details, #machines details').forEach(it => it.open ="
              + " true)");
      browser.eval(axe.get() + "; true");
      assertEquals("", eval(Axe.VIOLATIONS), WIDTHS.get(i) + " " + SCHEMES.get(i));
    }
  }

  @Test
  @DisplayName("is complete where no script runs")
  void pageWorksWithoutScripts() {
    open("");
    browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    try {
      browser.open(url);
      assertEquals("true", eval("document.getElementById('tools').hidden"));
      assertEquals("0", eval("document.querySelectorAll('button.one').length"));
      var rows = study.cells().stream().filter(Cell::ok).count();
      assertEquals("" + rows, eval("document.querySelectorAll('.rows td.plot').length"));
    } finally {
      browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }
  }

  @Test
  @DisplayName("says of any two rows what the project's own comparison says")
  void verdictsAreThoseOfTheProject() {
    open("#one=virtual-threads");
    var variants = study.variants();
    for (int i = 0; i < variants.size(); i++) {
      var ranking = Ranking.of(variants.get(i).cells());
      if (ranking.cell("virtual-threads").isEmpty()) continue;
      for (var cell : ranking.cells()) {
        if (cell.backend().equals("virtual-threads")) continue;
        Comparison pair = ranking.compare(cell.backend(), "virtual-threads");
        assertEquals(pair.words(), eval(verdict(i + 1, cell.backend())));
      }
    }
  }

  private static String verdict(int table, String backend) {
    return "[...document.querySelectorAll('#t%d tbody')].find(it => it.querySelector('bdi').textContent === '%s').querySelector('.verdict').textContent"
        .formatted(table, backend);
  }

  @Test
  @DisplayName("shows a view again from the hash of its address")
  void hashRestoresTheView() {
    var everything = open("");
    browser.eval(
        "(() => { for (const [name, value] of Object.entries({q: 'a', one: 'netty', runtime: 'jvm',"
            + " scenario: 'io_bound'})) tools.elements[name].value = value;"
            + " tools.dispatchEvent(new Event('input'));"
            + " document.querySelector('#t3 th[data-sort=cpu_per_op] button').click(); })()");
    var hash = eval("location.hash");
    var view = eval("document.getElementById('t3').innerText");
    var shown = open(hash);
    assertFalse(shown.equals(everything), shown);
    assertEquals(view, eval("document.getElementById('t3').innerText"));
    assertEquals("true", eval("document.getElementById('t1').hidden"));
    var counted = eval("document.getElementById('shown').value");
    assertTrue(counted.matches("\\d+ rows shown; against netty: \\d+ better, .*"), counted);
    eval("tools.reset()");
    browser.await("document.getElementById('shown').value === '" + everything + "'");
    assertQuiet();
  }

  @Test
  @DisplayName("is used with the keyboard alone, and shows where one is")
  void keyboardIsEnough() {
    open("");
    browser.press("Tab");
    assertEquals("skip", eval("document.activeElement.className"));
    assertEquals("solid", eval("getComputedStyle(document.activeElement).outlineStyle"));
    browser.press("Enter");
    assertEquals("main", eval("document.activeElement.id"));
    for (int i = 0; i < 100 && !eval("document.activeElement.name").equals("need"); i++)
      browser.press("Tab");
    browser.press(" ");
    assertTrue(eval("document.getElementById('chosen').innerText").contains("Gives all of it"));
    browser.eval("document.querySelector('#t1 button.one').focus()");
    browser.press("Enter");
    assertEquals("true", eval("document.activeElement.getAttribute('aria-pressed')"));
    browser.eval("document.querySelector('#t1 .more summary').focus()");
    browser.press("Enter");
    browser.await("document.querySelector('#t1 .more details pre') !== null");
    assertQuiet();
  }

  @Test
  @DisplayName("chooses rows that meet every need, and says what cannot be told")
  void chooserReturnsASet() {
    open("#need=3&on=jvm&limit-t10=700&at=t10");
    var chosen = eval("document.getElementById('chosen').innerText");
    assertTrue(chosen.contains("rxjava"), chosen);
    assertTrue(chosen.contains("netty"), chosen);
    assertFalse(chosen.contains("virtual-threads ("), chosen);
    assertQuiet();
  }

  @Test
  @DisplayName("is not moved by hostile words in a results file")
  void hostileWordsDoNothing() throws IOException {
    var cells = new ArrayList<Cell>();
    for (var word : HOSTILE) cells.add(Rows.hostile(word, Rows.cell("b" + word, 1000, 1100, 1050)));
    var host = new Host(HOSTILE.get(0), 1, 1, HOSTILE.get(3), "", "", 0.0, null, "", "", null);
    var hostile = page("hostile.html", Rows.results().on(host).with(cells), null);
    browser().size(390, 900);
    browser.open(hostile);
    browser.eval("document.querySelectorAll('details').forEach(it => it.open = true)");
    assertEquals("undefined", eval("typeof window.hacked"));
    assertEquals("0", eval("document.querySelectorAll('img').length"));
    assertEquals("2", eval("document.querySelectorAll('script').length"));
    assertEquals("" + cells.size(), eval("document.querySelectorAll('.rows tbody').length"));
    assertTrue(browser.eval("document.documentElement.scrollWidth").asInt() <= 390);
    assertQuiet();
  }

  @Test
  @DisplayName("puts another run beside the first, and refuses one that is not comparable")
  void anotherRunStandsBeside() throws IOException {
    open("");
    var footprint = study.with(study.of("footprint"));
    assertTrue(taken("same.json.gz", footprint).contains("stands beside 1 of "), told());
    assertTrue(told().contains("the same kind of machine"), told());
    assertEquals("1", eval("document.querySelectorAll('th.there').length"));
    var hostile = new Host(HOSTILE.get(2), 99, 1, null, null, null, null, null, "1", null, null);
    assertTrue(taken("host.json", footprint.on(hostile)).contains("another machine"), told());
    assertTrue(taken("rows.json", Rows.results()).contains("refused"), told());
    assertTrue(told().contains("its sizes are others: tasks 10 instead of 10000"), told());
    assertEquals("0", eval("document.querySelectorAll('.there').length"));
    Files.writeString(folder.resolve("new.json"), "{\"schema\": 99, \"cells\": []}");
    assertTrue(take("new.json").contains("its schema is 99, that of this page 1"), told());
    Files.writeString(folder.resolve("no.json"), "<script>window.hacked = 1</script>");
    assertTrue(take("no.json").contains("it is not JSON"), told());
    assertEquals("undefined", eval("typeof window.hacked"));
    assertQuiet();
  }

  @Test
  @DisplayName("takes a file that is dropped onto it")
  void droppedFileStandsBeside() {
    open("");
    ResultsFile.write(folder.resolve("dropped.json"), study.with(study.of("footprint")));
    browser.drop(folder.resolve("dropped.json"));
    browser.await("document.getElementById('told').textContent !== ''");
    assertTrue(told().contains("dropped.json, started"), told());
    assertTrue(told().contains("stands beside 1 of "), told());
    assertEquals("", eval("document.body.className"));
    assertQuiet();
  }

  private static String taken(String name, Results results) {
    ResultsFile.write(folder.resolve(name), results);
    return take(name);
  }

  private static String take(String name) {
    browser.eval("document.getElementById('told').textContent = ''");
    browser.choose("#file", folder.resolve(name));
    browser.await("document.getElementById('told').textContent !== ''");
    return told();
  }

  private static String told() {
    return eval("document.getElementById('told').textContent");
  }
}
