//FILES python/anyio_adapter.py=../python/anyio_adapter.py
//FILES python/asyncio_adapter.py=../python/asyncio_adapter.py
//FILES python/backends.py=../python/backends.py
//FILES python/burn.py=../python/burn.py
//FILES python/coroutines.py=../python/coroutines.py
//FILES python/durations.py=../python/durations.py
//FILES python/echo.py=../python/echo.py
//FILES python/endings.py=../python/endings.py
//FILES python/failures.py=../python/failures.py
//FILES python/handwritten.py=../python/handwritten.py
//FILES python/kit.py=../python/kit.py
//FILES python/law.py=../python/law.py
//FILES python/laws.py=../python/laws.py
//FILES python/measuring.py=../python/measuring.py
//FILES python/memory.py=../python/memory.py
//FILES python/parent.py=../python/parent.py
//FILES python/planted.py=../python/planted.py
//FILES python/recording.py=../python/recording.py
//FILES python/scenarios.py=../python/scenarios.py
//FILES python/trio_adapter.py=../python/trio_adapter.py
//FILES python/wire.py=../python/wire.py
//FILES python/worker.py=../python/worker.py
//SOURCES Caches.java
//SOURCES Commands.java
//SOURCES Interpreters.java

package bench;

import module java.base;

/// The Python that runs Python's workers, with the libraries that they import. It is provided once, in a cache outside of the
/// project: by `uv` where that is on PATH, otherwise by `venv` and `pip`. Where neither works, an interpreter is used as it
/// is, and the backends whose library it lacks are skipped.
///
/// @param interpreter null if there is none
/// @param worker the script, `worker.py`, with its modules beside it
/// @param lacks why something cannot be had, and what would mend it
public record Python(Path interpreter, Path worker, String lacks) {
  private static final List<String> MODULES =
      List.of(
          """
          anyio_adapter asyncio_adapter backends burn coroutines durations echo endings failures handwritten kit law laws
          measuring memory parent planted recording scenarios trio_adapter wire worker
          """
              .split("\\s+"));

  private static final Duration PROBE = Duration.ofSeconds(20);
  private static final Duration INSTALL = Duration.ofMinutes(5);

  // Once per process: a run asks for each of its workers.
  private static final Map<Optional<Path>, Python> KNOWN = new ConcurrentHashMap<>();

  /// @param named an interpreter to use, or null for the newest that is found
  public static Python here(Path named) {
    return KNOWN.computeIfAbsent(Optional.ofNullable(named), _ -> provide(named));
  }

  public boolean found() {
    return interpreter != null;
  }

  /// Why a backend cannot run, and what would mend it, if that is known.
  public String explained(String reason) {
    return lacks == null ? reason : reason + "; " + lacks;
  }

  /// A command that starts the worker.
  ///
  /// @param args of the worker
  public List<String> command(String... args) {
    return Stream.concat(Stream.of(interpreter.toString(), worker.toString()), Stream.of(args))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Python provide(Path named) {
    try {
      var worker = unpack();
      var libraries = libraries(Files.readAllLines(worker));
      var base = Interpreters.newest(named);
      if (base.isEmpty()) {
        return new Python(
            null,
            worker,
            named == null
                ? "no Python 3.11 or newer is on PATH. Install one, or name one with --python PATH"
                : named + " is not a Python 3.11 or newer. Name another one with --python PATH");
      }
      return provide(base.get(), worker, libraries);
    } catch (IOException e) {
      return new Python(
          null,
          null,
          "the cache for Python cannot be written: " + e.getMessage() + ". Set XDG_CACHE_HOME");
    }
  }

  private static Python provide(Interpreters.Found base, Path worker, List<String> libraries)
      throws IOException {
    if (has(base.path(), libraries)) return new Python(base.path(), worker, null);
    var folder = Caches.folder("python-" + Caches.key(base.toString(), "" + libraries));
    var python = folder.resolve("bin").resolve("python");
    try (var _ = Caches.lock(folder)) {
      if (has(python, libraries)) return new Python(python, worker, null);
      System.err.printf(
          "Getting %s for Python %s (first start only) …%n",
          String.join(", ", libraries), base.version());
      Caches.delete(folder);
      var said = install(base, folder, python, libraries);
      if (has(python, libraries)) return new Python(python, worker, null);
      // What has been had of them is better than nothing.
      boolean some =
          Files.isExecutable(python)
              && libraries.stream().anyMatch(one -> has(python, List.of(one)));
      var lacks =
          "the libraries could not be had: %s. Type %s -m pip install %s, or the same command again when the network is there"
              .formatted(said, base.path(), String.join(" ", libraries));
      if (some) return new Python(python, worker, lacks);
      Caches.delete(folder);
      return new Python(base.path(), worker, lacks);
    }
  }

  /// @return the last words of whichever tool failed
  private static String install(
      Interpreters.Found base, Path folder, Path python, List<String> libraries) {
    var said = "";
    var uv = Commands.onPath("uv");
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
    // One that cannot be had must not cost the others.
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

  /// Whether exactly these releases are there.
  private static boolean has(Path python, List<String> libraries) {
    if (!Files.isExecutable(python)) return false;
    var asks = new StringBuilder("from importlib.metadata import version\n");
    for (var library : libraries) {
      var parts = library.split("==");
      asks.append("assert version('%s') == '%s'\n".formatted(parts[0], parts[1]));
    }
    return Commands.run(PROBE, python, "-c", asks).ok();
  }

  /// What the script's header (PEP 723) asks for.
  private static List<String> libraries(List<String> script) {
    var pinned = Pattern.compile("# +\"([\\w.-]+==[\\w.]+)\",?");
    return script.stream()
        .takeWhile(line -> !line.equals("# ///"))
        .map(pinned::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .toList();
  }

  /// A person runs a jar: the scripts that are in it become files.
  private static Path unpack() throws IOException {
    var texts = new ArrayList<String>();
    for (var module : MODULES) {
      try (var text = Python.class.getResourceAsStream("/python/" + module + ".py")) {
        texts.add(new String(text.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    var folder = Caches.folder("worker-" + Caches.key(texts.toArray(String[]::new)));
    try (var _ = Caches.lock(folder)) {
      Files.createDirectories(folder);
      for (int i = 0; i < texts.size(); i++) {
        var file = folder.resolve(MODULES.get(i) + ".py");
        if (!Files.exists(file) || !Files.readString(file).equals(texts.get(i)))
          Files.writeString(file, texts.get(i));
      }
    }
    return folder.resolve("worker.py");
  }
}
