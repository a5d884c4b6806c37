//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java
//SOURCES ../support/Axe.java
//SOURCES ../support/Browser.java
//SOURCES ../support/Days.java
//SOURCES ../support/Rows.java

package test.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import history.History;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import page.HistoryPage;
import result.Results;
import result.ResultsFile;
import test.support.Axe;
import test.support.Browser;
import test.support.Days;
import test.support.Rows;

/// The page of a history, in a real browser.
@DisplayName("Page of a history")
@Execution(ExecutionMode.SAME_THREAD)
public class HistoryPageTest {
  private static final String HOSTILE = "\"'></script><img src=x onerror=window.hacked=1>\u202E";

  @TempDir static Path folder;
  private static History history;
  private static String url;
  private static Browser browser;

  @BeforeAll
  static void write() throws IOException {
    var random = new SplittableRandom(7);
    var days = new ArrayList<Results>();
    for (int day = 1; day <= 10; day++) {
      var jdk = "25.0." + (day > 5 ? 3 : 2);
      var slower = Rows.noisy(random, "netty", day > 5 ? 0.8e6 : 1e6, 0.03, 5);
      var same = Rows.noisy(random, "reactor", 5e5, 0.03, 5);
      var hostile = Rows.noisy(random, HOSTILE, day > 8 ? 2e5 : 1e5, 0.03, 5);
      days.add(Days.run(day, jdk, 2, slower, day == 3 ? Days.failed(same) : same, hostile));
    }
    for (var run : days)
      ResultsFile.write(folder.resolve(run.started().replace(':', '-') + ".json"), run);
    history =
        History.of(List.of(folder), new History.Request(List.of(), List.of(), null, "started"));
    var file = folder.resolve("history.html");
    HistoryPage.write(file, history);
    url = file.toUri().toString();
  }

  @AfterAll
  static void close() {
    if (browser != null) browser.close();
  }

  private static void open(String hash) {
    assumeTrue(Browser.program().isPresent(), "no chromium: apt-get install chromium");
    if (browser == null) browser = Browser.start();
    browser.open(url + hash);
  }

  private static String eval(String expression) {
    return browser.eval(expression).asText();
  }

  @Test
  @DisplayName("says each change in a sentence, and marks it in the picture of its line")
  void changesAreSaidAndMarked() {
    open("");
    var said = history.lines().getFirst().changes().getFirst().words();
    assertTrue(said.contains("x slower since 2026-11-06 ("), said);
    assertTrue(eval("document.getElementById('changes').innerText").contains("netty, s: " + said));
    assertEquals(said, eval("document.querySelector('#l1 ol').innerText").strip());
    assertEquals("1", eval("document.querySelectorAll('#l1 .mark').length"));
    assertEquals("10", eval("document.querySelectorAll('#l1 circle').length"));
    assertEquals("0", eval("document.querySelectorAll('#l2 .mark').length"));
    assertEquals("1", eval("document.querySelectorAll('#l2 .cross').length"));
  }

  @Test
  @DisplayName("filters its lines, and shows a view again from the hash of its address")
  void linesAreFiltered() {
    open("#backend=reactor");
    assertEquals("1 line shown", eval("document.getElementById('shown').value"));
    browser.eval("document.querySelector('[type=reset]').click()");
    browser.await("document.getElementById('shown').value === '3 lines shown'");
    browser.eval("document.querySelector('[name=changed]').click()");
    assertEquals("2 lines shown", eval("document.getElementById('shown').value"));
    assertEquals("#changed=yes", eval("location.hash"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  @DisplayName("fits into any window; hostile words do nothing; axe finds no fault")
  void pageIsSound() {
    var axe = Axe.source();
    for (var look : Map.of(390, "light", 1440, "dark").entrySet()) {
      open("");
      browser.size(look.getKey(), 900);
      browser.scheme(look.getValue());
      browser.eval("document.querySelectorAll('details').forEach(it => it.open = true)");
      int wide = browser.eval("document.documentElement.scrollWidth").asInt();
      assertTrue(wide <= look.getKey(), wide + " of " + look.getKey() + " pixels");
      assertEquals("undefined", eval("typeof window.hacked"));
      assertEquals("0", eval("document.querySelectorAll('img').length"));
      assertEquals("1", eval("document.querySelectorAll('script').length"));
      assertEquals(List.of(), browser.complaints());
      if (axe.isEmpty()) continue;
      browser.eval(axe.get() + "; true");
      assertEquals("", eval(Axe.VIOLATIONS));
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
      assertEquals("30", eval("document.querySelectorAll('article tbody tr').length"));
    } finally {
      browser.call("Emulation.setScriptExecutionDisabled", Map.of("value", false));
    }
  }
}
