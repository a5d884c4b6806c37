//SOURCES ../../Library.java

package test.support;

import module java.base;

import cli.Project;

/// A command that a document shows: a line of a block of `sh`.
///
/// @param needs commands above it in the same block that write a file that it reads, or that start
///     the server that it asks
public record Shown(String document, String line, List<Shown> needs) {

  /// The commands of README, CONTRIBUTING and all pages under docs, each one once.
  public static List<Shown> everywhere() {
    var root = Project.root();
    var all = new LinkedHashMap<String, Shown>();
    try (var docs = Files.walk(root.resolve("docs"))) {
      var pages = docs.filter(page -> page.toString().endsWith(".md")).sorted();
      var named = Stream.of("README.md", "CONTRIBUTING.md").map(root::resolve);
      for (var document : Stream.concat(named, pages).toList()) {
        for (var block : blocks(withoutGuide(Files.readString(document)))) {
          var above = new ArrayList<Shown>();
          for (var line : commands(block)) {
            var needs = above.stream().filter(one -> makes(one.line, line)).toList();
            var name = root.relativize(document).toString();
            above.add(all.computeIfAbsent(line, _ -> new Shown(name, line, needs)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(all.values());
  }

  /// The text without those chapters of CONTRIBUTING that `ContributingTest` follows in a copy of
  /// the project.
  private static String withoutGuide(String text) {
    return text.replaceFirst("(?s)\n## Add a library\n.*(?=\n## Add a library of Python)", "");
  }

  private static List<String> blocks(String text) {
    return Pattern.compile("(?ms)^ *```sh\\n(.*?)^ *```")
        .matcher(text)
        .results()
        .map(block -> freePorts(block.group(1)))
        .toList();
  }

  /// Replaces the ports that a block names, because they may be in use on this machine.
  private static String freePorts(String block) {
    var ports = Pattern.compile("--port (\\d+)").matcher(block).results();
    for (var port : ports.map(match -> match.group(1)).distinct().toList()) {
      try (var socket = new ServerSocket(0)) {
        block = block.replace(port, "" + socket.getLocalPort());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return block;
  }

  /// The commands of a block without comments. Commands that `&&` joins are separated.
  private static List<String> commands(String block) {
    return block
        .replace("\\\n", " ")
        .lines()
        .map(line -> line.replaceFirst("(^|\\s)#.*", ""))
        .flatMap(line -> Stream.of(line.split(" && ")))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .toList();
  }

  /// Whether the second command names a file under `/tmp`, or a port, that the first one names.
  private static boolean makes(String first, String second) {
    var names = Pattern.compile("/tmp/[\\w./-]+|(?<=--port |:)\\d+");
    var read = names.matcher(second).results().map(MatchResult::group).toList();
    return names
        .matcher(first)
        .results()
        .anyMatch(made -> read.stream().anyMatch(name -> name.startsWith(made.group())));
  }

  @Override
  public String toString() {
    return document + ": " + line;
  }
}
