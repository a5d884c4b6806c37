//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import page.Viewer;

/// That a page is opened is tested with `bench --open`.
@DisplayName("Viewer")
public class ViewerTest {
  @TempDir Path folder;

  @Test
  @DisplayName("a machine without a desktop says how to open the page")
  void withoutDesktop() throws IOException {
    var page = folder.resolve("report.html");
    assertEquals(
        page + " is written. There is no xdg-open or open here: open it in a browser",
        Viewer.open(page, folder.toString()));
    var opener = Files.writeString(folder.resolve("xdg-open"), "#!/bin/sh\nexit 3\n");
    assertTrue(opener.toFile().setExecutable(true));
    assertEquals(
        page + " is written, but xdg-open could not open it: open it in a browser",
        Viewer.open(page, folder.toString()));
  }
}
