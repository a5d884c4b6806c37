//DEPS org.junit.jupiter:junit-jupiter:6.1.3
//SOURCES ../../Library.java

package test.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import backend.Backends;
import cli.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import report.FairnessPage;

/// docs/fairness.md: how each library is treated.
@DisplayName("Fairness")
public class FairnessTest {

  static List<String> ids() {
    return Backends.ids();
  }

  @ParameterizedTest(
      name = "{0}: its adapter says what a task is, what it does otherwise than its users, and why")
  @MethodSource("ids")
  void adapterCoversTopics(String id) {
    var points = FairnessPage.points(FairnessPage.source(Backends.find(id).orElseThrow()));
    for (var topic : FairnessPage.TOPICS)
      assertEquals(
          1,
          points.stream().filter(point -> point.contains(topic)).count(),
          () -> "'" + topic + "' in " + points);
    var last = points.getLast();
    assertTrue(last.startsWith(FairnessPage.TOPICS.getLast()), last);
    assertTrue(last.endsWith("nothing.") || last.contains("because"), "no reason: " + last);
  }

  @Test
  @DisplayName("the page has a section for each backend, with the command that measures it again")
  void everyBackendHasSection() throws IOException {
    var page = Files.readString(Project.root().resolve("docs/fairness.md"));
    for (var id : ids()) {
      assertTrue(page.contains("\n### " + id + "\n"), id);
      assertTrue(page.contains("./jbang bench --backend " + id + " --rounds 10"), id);
    }
  }
}
