//FILES python/aftermath.py=../python/aftermath.py
//FILES python/anyio_adapter.py=../python/anyio_adapter.py
//FILES python/asyncio_adapter.py=../python/asyncio_adapter.py
//FILES python/backends.py=../python/backends.py
//FILES python/blocking_call.py=../python/blocking_call.py
//FILES python/burn.py=../python/burn.py
//FILES python/by_pyperf.py=../python/by_pyperf.py
//FILES python/cancellations.py=../python/cancellations.py
//FILES python/channel.py=../python/channel.py
//FILES python/checked.py=../python/checked.py
//FILES python/clients.py=../python/clients.py
//FILES python/conformance.py=../python/conformance.py
//FILES python/context.py=../python/context.py
//FILES python/coroutines.py=../python/coroutines.py
//FILES python/deadlines.py=../python/deadlines.py
//FILES python/durations.py=../python/durations.py
//FILES python/echo.py=../python/echo.py
//FILES python/endings.py=../python/endings.py
//FILES python/failures.py=../python/failures.py
//FILES python/handwritten.py=../python/handwritten.py
//FILES python/heartbeat.py=../python/heartbeat.py
//FILES python/law.py=../python/law.py
//FILES python/laws.py=../python/laws.py
//FILES python/leftovers.py=../python/leftovers.py
//FILES python/library_mutants.py=../python/library_mutants.py
//FILES python/limiter.py=../python/limiter.py
//FILES python/measuring.py=../python/measuring.py
//FILES python/memory.py=../python/memory.py
//FILES python/mutants.py=../python/mutants.py
//FILES python/parent.py=../python/parent.py
//FILES python/patterns.py=../python/patterns.py
//FILES python/plain.py=../python/plain.py
//FILES python/plain_asyncio.py=../python/plain_asyncio.py
//FILES python/plain_backends.py=../python/plain_backends.py
//FILES python/plain_mutants.py=../python/plain_mutants.py
//FILES python/plain_scoped.py=../python/plain_scoped.py
//FILES python/programs.py=../python/programs.py
//FILES python/race.py=../python/race.py
//FILES python/recording.py=../python/recording.py
//FILES python/scenario.py=../python/scenario.py
//FILES python/scenarios.py=../python/scenarios.py
//FILES python/scopes.py=../python/scopes.py
//FILES python/semantics.py=../python/semantics.py
//FILES python/sharing.py=../python/sharing.py
//FILES python/stages.py=../python/stages.py
//FILES python/stream.py=../python/stream.py
//FILES python/timeout.py=../python/timeout.py
//FILES python/timers.py=../python/timers.py
//FILES python/tree.py=../python/tree.py
//FILES python/trio_adapter.py=../python/trio_adapter.py
//FILES python/wire.py=../python/wire.py
//FILES python/worker.py=../python/worker.py
//SOURCES Commands.java
//SOURCES Interpreters.java
//SOURCES PythonOutlook.java
//SOURCES ../cli/Caches.java

package process;

import module java.base;

import cli.Caches;

/// The Python interpreter that runs Python's workers, with the libraries that they import. It is
/// set up once, in a cache outside of the project: by `uv` if that is on PATH, otherwise by `venv`
/// and `pip`. If neither works, an interpreter is used as it is, and the backends whose library is
/// missing are skipped.
///
/// @param interpreter null if there is none
/// @param worker the script `worker.py`, which has its modules beside it
/// @param lacks why something is not available, and how to fix that
public record Python(Path interpreter, Path worker, String lacks) {
  private static final Duration PROBE = Duration.ofMinutes(1);
  private static final Duration INSTALL = Duration.ofMinutes(5);

  // The interpreter is found once per process, because a run asks for it for each of its workers.
  private static final Map<List<String>, Python> KNOWN = new ConcurrentHashMap<>();

  /// @param named an interpreter to use, or null for the newest that is found
  public static Python here(Path named) {
    return here(named, List.of());
  }

  /// The same with additional libraries.
  ///
  /// @param more each `name==version`
  public static Python here(Path named, List<String> more) {
    var libraries = Stream.concat(libraries().stream(), more.stream()).toList();
    var key = Stream.concat(Stream.of("" + named), more.stream()).toList();
    return KNOWN.computeIfAbsent(key, _ -> provide(named, libraries));
  }

  public boolean found() {
    return interpreter != null;
  }

  /// Why a backend cannot run, and how to fix that if it is known.
  public String explained(String reason) {
    return lacks == null ? reason : reason + "; " + lacks;
  }

  /// A command that starts the worker. It ignores the environment variables that change Python.
  ///
  /// @param args of the worker
  public List<String> command(String... args) {
    return Stream.concat(
            Stream.of(interpreter.toString(), "-E", worker.toString()), Stream.of(args))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  /// The same for another script that is beside the worker.
  public List<String> script(String name, String... args) {
    return new Python(interpreter, worker.resolveSibling(name), lacks).command(args);
  }

  private static Python provide(Path named, List<String> libraries) {
    try {
      var worker = unpack();
      var base = Interpreters.newest(named);
      return base.filter(Interpreters.Found::fits).isPresent()
          ? provide(base.get(), worker, libraries)
          : new Python(null, worker, none(named, base));
    } catch (IOException e) {
      return new Python(
          null,
          null,
          "the cache for Python cannot be written: " + e.getMessage() + ". Set XDG_CACHE_HOME");
    }
  }

  private static String none(Path named, Optional<Interpreters.Found> found) {
    var wanted = " Python 3.11 or newer";
    return named == null
        ? "no"
            + wanted
            + " is on PATH"
            + found.map(one -> ", only " + one.version() + " (" + one.path() + ")").orElse("")
            + ". Install one, or name one with --python PATH"
        : named
            + " is not a"
            + wanted
            + found.map(one -> ", but " + one.version()).orElse("")
            + ". Name another one with --python PATH";
  }

  /// What a run would find. This fetches and writes nothing.
  ///
  /// @param named an interpreter to use, or null for the newest that is found
  public static PythonOutlook outlook(Path named) {
    var libraries = libraries();
    var base = Interpreters.newest(named);
    if (base.filter(Interpreters.Found::fits).isEmpty())
      return new PythonOutlook(null, "none", libraries, null, none(named, base));
    var path = base.get().path();
    var missing = missing(path, libraries);
    var folder = folder(base.get(), libraries);
    var python = program(folder);
    if (!missing.isEmpty() && Files.isExecutable(python)) {
      path = python;
      missing = missing(python, libraries);
    }
    return new PythonOutlook(path, base.get().version(), missing, folder, failure(folder));
  }

  private static Path folder(Interpreters.Found base, List<String> libraries) {
    return Caches.folder("python-" + Caches.key(base.toString(), "" + libraries));
  }

  /// The interpreter of the folder that `venv` or `uv` makes.
  private static Path program(Path folder) {
    return folder.resolve(Commands.WINDOWS ? "Scripts/python.exe" : "bin/python");
  }

  /// The file that holds the reason if the libraries could not be installed.
  private static Path failed(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".failed");
  }

  private static String failure(Path folder) {
    try {
      return Files.readString(failed(folder));
    } catch (IOException e) {
      // Installing was not tried yet, or it succeeded.
      return null;
    }
  }

  private static Python provide(Interpreters.Found base, Path worker, List<String> libraries)
      throws IOException {
    if (has(base.path(), libraries)) return new Python(base.path(), worker, null);
    var folder = folder(base, libraries);
    var python = program(folder);
    try (var _ = Caches.lock(folder)) {
      if (has(python, libraries)) return new Python(python, worker, null);
      System.err.printf(
          "Getting %s for Python %s (first start only) …%n",
          String.join(", ", libraries), base.version());
      Caches.delete(folder);
      var said = install(base, folder, python, libraries);
      Files.deleteIfExists(failed(folder));
      if (has(python, libraries)) return new Python(python, worker, null);
      var lacks =
          "the libraries could not be installed: %s. Type %s -m pip install %s, or the same command again when the network is available"
              .formatted(said, base.path(), String.join(" ", libraries));
      Files.writeString(failed(folder), lacks);
      // Some of the libraries are better than none.
      if (missing(python, libraries).size() < libraries.size())
        return new Python(python, worker, lacks);
      Caches.delete(folder);
      return new Python(base.path(), worker, lacks);
    }
  }

  /// @return the last error message of whichever tool failed
  private static String install(
      Interpreters.Found base, Path folder, Path python, List<String> libraries) {
    var said = "";
    var uv = Commands.onPath("uv").findFirst();
    if (uv.isPresent()) {
      said = Commands.run(INSTALL, uv.get(), "venv", "-q", "--python", base.path(), folder).error();
      said +=
          Commands.run(INSTALL, uv.get(), "pip", "install", "-q", "--python", python, libraries)
              .error();
      if (has(python, libraries)) return "";
      Caches.delete(folder);
    }
    var venv = Commands.run(INSTALL, base.path(), "-m", "venv", folder);
    if (!venv.ok()) return venv.error();
    // A library that cannot be installed must not prevent the others.
    for (var library : libraries) {
      var pip =
          Commands.run(
              INSTALL,
              python,
              "-m",
              "pip",
              "install",
              "-q",
              "--disable-pip-version-check",
              "--retries",
              "1",
              "--timeout",
              "10",
              library);
      if (!pip.ok()) said = pip.error();
    }
    return said;
  }

  /// Whether exactly these releases are installed.
  private static boolean has(Path python, List<String> libraries) {
    return missing(python, libraries).isEmpty();
  }

  /// A Python program that prints those of its arguments that are installed.
  private static final String ASK =
      """
      import sys
      from importlib.metadata import PackageNotFoundError, version
      for pin in sys.argv[1:]:
          name, wanted = pin.split("==")
          try:
              if version(name) == wanted: print(pin)
          except PackageNotFoundError: pass
      """;

  /// Those of these releases that are not installed.
  private static List<String> missing(Path python, List<String> libraries) {
    if (!Files.isExecutable(python)) return libraries;
    var there = Commands.run(PROBE, python, "-E", "-c", ASK, libraries).out().lines().toList();
    return libraries.stream().filter(library -> !there.contains(library)).toList();
  }

  /// The libraries that the script's header (PEP 723) asks for.
  private static List<String> libraries() {
    var pinned = Pattern.compile("# +\"([\\w.-]+==[\\w.]+)\",?");
    try (var script = Python.class.getResourceAsStream("/python/worker.py")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .takeWhile(line -> !line.equals("# ///"))
          .map(pinned::matcher)
          .filter(Matcher::matches)
          .map(match -> match.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The program runs from a jar, so the modules in the jar are written to files.
  private static Path unpack() throws IOException {
    var texts = modules();
    var folder = Caches.folder("worker-" + Caches.key(texts.values().toArray(String[]::new)));
    try (var _ = Caches.lock(folder)) {
      Files.createDirectories(folder);
      for (var module : texts.entrySet()) {
        var file = folder.resolve(module.getKey());
        if (!Files.exists(file) || !Files.readString(file).equals(module.getValue()))
          Files.writeString(file, module.getValue());
      }
    }
    return folder.resolve("worker.py");
  }

  /// The text of each module that the `//FILES` of this file include, by file name.
  private static SortedMap<String, String> modules() throws IOException {
    var place = Python.class.getProtectionDomain().getCodeSource().getLocation();
    var texts = new TreeMap<String, String>();
    try (var jar = new JarFile(new File(place.getPath()))) {
      for (var entry :
          jar.stream().filter(one -> one.getName().matches("python/\\w+\\.py")).toList())
        try (var text = jar.getInputStream(entry)) {
          texts.put(
              entry.getName().substring("python/".length()),
              new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
    return texts;
  }
}
