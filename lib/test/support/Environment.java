package test.support;

import module java.base;

/// The environment variables of every process that a test starts. They are the same for everybody
/// who runs the tests.
public final class Environment {
  /// The variables of the person who runs the tests that a process keeps: the locations of the
  /// person's files and programs, and the network settings that are needed to download things at
  /// the first start.
  private static final Pattern KEPT =
      Pattern.compile(
          "HOME|USER|LOGNAME|PATH|LD_LIBRARY_PATH|PYENV_ROOT|SDKMAN_DIR"
              + "|(?i:(http|https|all|no)_proxy)|.*(_CERT|CA_BUNDLE|CA_CERTS).*"
              + "|(PIP|UV)_.*(INDEX|FIND_LINKS|CONFIG_FILE|HOST|TLS).*");

  private static final Map<String, String> CLEAN = clean(System.getenv());

  private Environment() {}

  public static Map<String, String> clean() {
    return CLEAN;
  }

  /// Variables for a command that finds no cache but the one with JBang.
  ///
  /// @param caches where it keeps what it fetches or makes
  public static Map<String, String> withCaches(Path caches) {
    return Map.of(
        "XDG_CACHE_HOME",
        caches.toString(),
        "JBANG_WRAPPER_CACHE",
        CLEAN.get("JBANG_WRAPPER_CACHE"));
  }

  /// Made from other variables than those of this process.
  public static Map<String, String> clean(Map<String, String> found) {
    var clean = new TreeMap<>(found);
    clean.keySet().removeIf(name -> !KEPT.matcher(name).matches());
    clean.put("JAVA_HOME", System.getProperty("java.home"));
    // The JBang that has started the tests is in this folder.
    clean.put("JBANG_WRAPPER_CACHE", wrapperCache(found).toString());
    // This locale can encode every letter.
    clean.put("LC_ALL", "C.UTF-8");
    return clean;
  }

  /// The folder in which the wrapper keeps JBang.
  private static Path wrapperCache(Map<String, String> found) {
    var named = found.getOrDefault("JBANG_WRAPPER_CACHE", "");
    if (!named.isEmpty()) return Path.of(named);
    var caches = found.getOrDefault("XDG_CACHE_HOME", "");
    return (caches.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches))
        .resolve("jbang-wrapper");
  }

  /// Variables that disturb programs that do not expect them. They do not by themselves keep a
  /// command from the network. A wrong proxy looks like a real one, so the wrong proxies are only
  /// for commands that need none.
  ///
  /// @param folder of the test, in which all strange places lie
  public static Map<String, String> hostile(Path folder) {
    var strange = folder.resolve("a strange 'place' $HOME");
    var hostile = new TreeMap<String, String>();
    for (var name : List.of("CACHE", "CONFIG", "DATA", "STATE"))
      hostile.put("XDG_" + name + "_HOME", strange.resolve(name).toString());
    hostile.put("TMPDIR", strange.toString());
    for (var name : List.of("http", "https", "all"))
      for (var variable : List.of(name + "_proxy", name.toUpperCase(Locale.ROOT) + "_PROXY"))
        hostile.put(variable, "http://127.0.0.1:9/");
    hostile.putAll(
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Duser.language=tr -Duser.country=TR",
            "JDK_JAVA_OPTIONS",
            "-Dfile.encoding=ISO-8859-1",
            "_JAVA_OPTIONS",
            "-Duser.timezone=Asia/Kathmandu",
            "JBANG_RUNTIME_SHELL",
            "powershell",
            "JBANG_STDIN_NOTTY",
            "false",
            "JBANG_DEFAULT_JAVA_VERSION",
            "8",
            "MAVEN_OPTS",
            "-no-such-option",
            "MAVEN_ARGS",
            "--no-such-option"));
    hostile.putAll(
        Map.of(
            "PYTHONHOME", "/nowhere",
            "PYTHONPATH", strange.toString(),
            "PYTHONSAFEPATH", "1",
            "PYTHONWARNINGS", "error",
            "PYTHONIOENCODING", "ascii",
            "PYTHONOPTIMIZE", "2",
            "PYENV_VERSION", "no-such-version"));
    hostile.putAll(
        Map.of(
            "CI",
            "true",
            "CLICOLOR_FORCE",
            "1",
            "FORCE_COLOR",
            "1",
            "COLUMNS",
            "20",
            "LINES",
            "2"));
    hostile.putAll(
        Map.of(
            "LC_ALL", "C",
            "LANG", "tr_TR.UTF-8",
            "TZ", "Pacific/Chatham",
            "TERM", "no-such-terminal",
            "CDPATH", "/",
            "GREP_COLORS", "mt=1",
            "GIT_DIR", "/nowhere",
            "POSIXLY_CORRECT", "1"));
    return hostile;
  }
}
