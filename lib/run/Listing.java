//SOURCES ../backend/Backends.java
//SOURCES ../backend/KernelThreads.java
//SOURCES ../cli/Table.java
//SOURCES ../process/Python.java
//SOURCES ../process/PythonOutlook.java

package run;

import module java.base;

import backend.Backends;
import backend.KernelThreads;
import cli.Table;
import process.Python;
import process.PythonOutlook;

/// What `--list` shows: what can be measured; the backends with their releases, and whether they
/// can run on this machine; and the runtimes.
public final class Listing {
  private final Path named;
  private PythonOutlook python;

  private Listing(Path named) {
    this.named = named;
  }

  /// @param measured the scenarios, or the checks, with their descriptions
  /// @param named the interpreter for Python's workers, or null for the newest that is found
  public static void print(
      PrintStream out, Table measured, List<Backends.Entry> backends, Path named) {
    var listing = new Listing(named);
    var second = new Table(4).row("Backends:");
    for (var backend : backends) {
      second.row(
          "  " + backend.id(),
          backend.about(),
          backend.library() + " " + backend.version(),
          listing.state(backend));
    }
    out.print(measured.text());
    out.print(second.text());
    out.print(listing.runtimes(backends).text());
  }

  private String state(Backends.Entry backend) {
    if (backend.runtime().equals("python")) return python().of(backend);
    return backend.id().equals("platform-threads")
        ? "ready, at most %,d tasks at once: the kernel's limit on threads"
            .formatted(KernelThreads.most())
        : "ready";
  }

  private Table runtimes(List<Backends.Entry> backends) {
    var jvm = System.getProperty("java.vendor.version", "Java " + Runtime.version());
    var table = new Table(3).row("Runtimes:").row("  JVM", jvm, System.getProperty("java.home"));
    if (backends.stream().anyMatch(backend -> backend.runtime().equals("python")))
      table.row("  Python", python().version(), python().words());
    return table;
  }

  /// The outlook is made once, and only if a backend needs it, because interpreters are slow to
  /// answer.
  private PythonOutlook python() {
    if (python == null) python = Python.outlook(named);
    return python;
  }
}
