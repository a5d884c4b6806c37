//SOURCES ../../Library.java

package test.support;

import module java.base;

import cli.Caches;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpClient;
import java.net.http.WebSocket;

/// A Chromium without a window, driven over its DevTools protocol. It has one tab.
public final class Browser implements AutoCloseable, WebSocket.Listener {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final StringBuilder partial = new StringBuilder();
  private final String session;

  private Browser(String program) throws Exception {
    profile = Files.createTempDirectory("browser");
    process =
        new ProcessBuilder(
                program,
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(profile.resolve("log").toFile())
            .start();
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address(), this)
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    var target = send(null, "Target.createTarget", Map.of("url", "about:blank")).get("targetId");
    session =
        send(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .get("sessionId")
            .asText();
    for (var domain : List.of("Page", "Runtime", "Log", "Network"))
      call(domain + ".enable", Map.of());
  }

  /// The program, if this machine has one.
  public static Optional<String> program() {
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(x -> Path.of(x, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /// @throws AssertionError if it does not start
  public static Browser start() {
    try {
      return new Browser(program().orElseThrow());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /// Chromium writes the port that it has chosen into its profile.
  private URI address() throws Exception {
    var file = profile.resolve("DevToolsActivePort");
    var end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end) && process.isAlive()) {
      var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
      if (lines.size() > 1) return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      Thread.sleep(20);
    }
    throw new AssertionError("no browser: " + Files.readString(profile.resolve("log")));
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        var message = JSON.readTree(partial.toString());
        if (message.has("id")) asked.remove(message.get("id").asInt()).complete(message);
        else events.add(message);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        partial.setLength(0);
      }
    }
    from.request(1);
    return null;
  }

  /// Calls a method of the protocol in the tab.
  ///
  /// @return its result
  public JsonNode call(String method, Map<String, ?> params) {
    return send(session, method, params);
  }

  private JsonNode send(String to, String method, Map<String, ?> params) {
    try {
      int id = ids.incrementAndGet();
      var answer = new CompletableFuture<JsonNode>();
      asked.put(id, answer);
      var message =
          new HashMap<String, Object>(Map.of("id", id, "method", method, "params", params));
      if (to != null) message.put("sessionId", to);
      socket.sendText(JSON.writeValueAsString(message), true).get();
      var got = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (got.has("error")) throw new AssertionError(method + ": " + got.get("error"));
      return got.get("result");
    } catch (IOException | InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(method, e);
    }
  }

  /// Opens a page and waits until it is loaded.
  public void open(String url) {
    // Only a change of the whole address loads a page again.
    call("Page.navigate", Map.of("url", "about:blank"));
    await("location.href === 'about:blank'");
    events.clear();
    call("Page.navigate", Map.of("url", url));
    await("location.href !== 'about:blank' && document.readyState === 'complete'");
  }

  /// The value of an expression of JavaScript, or of its promise.
  public JsonNode eval(String expression) {
    var got =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (got.has("exceptionDetails"))
      throw new AssertionError(expression + ": " + got.get("exceptionDetails"));
    return got.get("result").path("value");
  }

  public void await(String condition) {
    var end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) if (eval(condition).asBoolean()) return;
    throw new AssertionError("not within " + PATIENCE.toSeconds() + " s: " + condition);
  }

  /// @param width pixels
  public void size(int width, int height) {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /// @param scheme "light" or "dark"
  public void scheme(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "",
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /// Looks as if it were printed.
  public void print() {
    call("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  /// Presses a key, such as "Tab", "Enter" or " ".
  public void press(String key) {
    int code = Map.of("Tab", 9, "Enter", 13, " ", 32, "ArrowDown", 40).get(key);
    var text = Map.of("Enter", "\r", " ", " ").getOrDefault(key, "");
    for (var type : List.of("keyDown", "keyUp"))
      call(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key.isBlank() ? "Space" : key,
              "text",
              type.equals("keyDown") ? text : "",
              "windowsVirtualKeyCode",
              code));
  }

  /// Messages of the console, exceptions, violations of the page's policy, and requests since the
  /// page was opened.
  public List<String> complaints() {
    var url = eval("location.href").asText();
    return events.stream()
        .filter(event ->
            switch (event.get("method").asText()) {
              case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" -> true;
              case "Network.requestWillBeSent" -> {
                var asked = event.at("/params/request/url").asText();
                yield !asked.equals(url.replaceFirst("#.*", "")) && !asked.startsWith("about:");
              }
              default -> false;
            })
        .map(JsonNode::toString)
        .toList();
  }

  /// Chooses a file, as a person would in the window that an input opens.
  public void choose(String selector, Path file) {
    var root = call("DOM.getDocument", Map.of()).path("root").path("nodeId");
    var input = call("DOM.querySelector", Map.of("nodeId", root, "selector", selector));
    call(
        "DOM.setFileInputFiles",
        Map.of("nodeId", input.get("nodeId"), "files", List.of(file.toString())));
  }

  /// Drags a file over the middle of the window and drops it there.
  public void drop(Path file) {
    var data =
        Map.of("items", List.of(), "files", List.of(file.toString()), "dragOperationsMask", 1);
    for (var type : List.of("dragEnter", "dragOver", "drop"))
      call("Input.dispatchDragEvent", Map.of("type", type, "x", 300, "y", 300, "data", data));
  }

  /// A picture of what is seen.
  public void shoot(Path png) throws IOException {
    var data = call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText();
    Files.write(png, Base64.getDecoder().decode(data));
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    Caches.delete(profile);
  }
}
