//SOURCES docs/CatalogTest.java
//SOURCES docs/ContributingTest.java
//SOURCES docs/FairnessTest.java
//SOURCES docs/LibrariesTest.java
//SOURCES docs/PrimitivesTest.java
//SOURCES docs/RecipesTest.java
//SOURCES docs/SentencesTest.java
//SOURCES docs/StudyTest.java
//SOURCES process/BlockingCallTest.java
//SOURCES process/CancellationTest.java
//SOURCES process/ChannelTest.java
//SOURCES process/ClientFaultsTest.java
//SOURCES process/CommandsTest.java
//SOURCES process/CompareTest.java
//SOURCES process/ContextTest.java
//SOURCES process/CpuMixedTest.java
//SOURCES process/EchoServerTest.java
//SOURCES process/EnvironmentTest.java
//SOURCES process/ExportTest.java
//SOURCES process/FaultsTest.java
//SOURCES process/FootprintTest.java
//SOURCES process/HistoryPageTest.java
//SOURCES process/HistoryTest.java
//SOURCES process/HttpTest.java
//SOURCES process/KillsTest.java
//SOURCES process/LimiterTest.java
//SOURCES process/ListTest.java
//SOURCES process/ObservationsTest.java
//SOURCES process/PageTest.java
//SOURCES process/PlacesTest.java
//SOURCES process/PythonClientsTest.java
//SOURCES process/PythonSemanticsTest.java
//SOURCES process/PythonTest.java
//SOURCES process/RaceTest.java
//SOURCES process/ScriptsTest.java
//SOURCES process/StreamTest.java
//SOURCES process/SweepTest.java
//SOURCES process/TemporaryTest.java
//SOURCES process/TimeoutTest.java
//SOURCES process/TimersTest.java
//SOURCES process/TreeTest.java
//SOURCES process/UsageTest.java
//SOURCES process/UsersTest.java
//SOURCES process/WrapperTest.java
//SOURCES unit/AnswersTest.java
//SOURCES unit/ClientsTest.java
//SOURCES unit/ComparisonTest.java
//SOURCES unit/DelaysTest.java
//SOURCES unit/FileComparisonTest.java
//SOURCES unit/FuzzTest.java
//SOURCES unit/InterleavingTest.java
//SOURCES unit/LawsTest.java
//SOURCES unit/LimitsTest.java
//SOURCES unit/MachinesTest.java
//SOURCES unit/NoiseProbeTest.java
//SOURCES unit/OptionalLawsTest.java
//SOURCES unit/PackagesTest.java
//SOURCES unit/PatternsTest.java
//SOURCES unit/RaceServerTest.java
//SOURCES unit/RankingTest.java
//SOURCES unit/RecordingTest.java
//SOURCES unit/ResultsFileTest.java
//SOURCES unit/SemanticsTest.java
//SOURCES unit/StatisticsTest.java
//SOURCES unit/ValidationTest.java
//SOURCES unit/ViewerTest.java
//SOURCES unit/WarmUpTest.java
//SOURCES unit/WarningsTest.java
//SOURCES unit/WireTest.java
//SOURCES unit/WordsTest.java

package test;

import java.util.List;
import java.util.stream.Stream;
import test.docs.CatalogTest;
import test.docs.ContributingTest;
import test.docs.FairnessTest;
import test.docs.LibrariesTest;
import test.docs.PrimitivesTest;
import test.docs.RecipesTest;
import test.docs.SentencesTest;
import test.docs.StudyTest;
import test.process.BlockingCallTest;
import test.process.CancellationTest;
import test.process.ChannelTest;
import test.process.ClientFaultsTest;
import test.process.CommandsTest;
import test.process.CompareTest;
import test.process.ContextTest;
import test.process.CpuMixedTest;
import test.process.EchoServerTest;
import test.process.EnvironmentTest;
import test.process.ExportTest;
import test.process.FaultsTest;
import test.process.FootprintTest;
import test.process.HistoryPageTest;
import test.process.HistoryTest;
import test.process.HttpTest;
import test.process.KillsTest;
import test.process.LimiterTest;
import test.process.ListTest;
import test.process.ObservationsTest;
import test.process.PageTest;
import test.process.PlacesTest;
import test.process.PythonClientsTest;
import test.process.PythonSemanticsTest;
import test.process.PythonTest;
import test.process.RaceTest;
import test.process.ScriptsTest;
import test.process.StreamTest;
import test.process.SweepTest;
import test.process.TemporaryTest;
import test.process.TimeoutTest;
import test.process.TimersTest;
import test.process.TreeTest;
import test.process.UsageTest;
import test.process.UsersTest;
import test.process.WrapperTest;
import test.unit.AnswersTest;
import test.unit.ClientsTest;
import test.unit.ComparisonTest;
import test.unit.DelaysTest;
import test.unit.FileComparisonTest;
import test.unit.FuzzTest;
import test.unit.InterleavingTest;
import test.unit.LawsTest;
import test.unit.LimitsTest;
import test.unit.MachinesTest;
import test.unit.NoiseProbeTest;
import test.unit.OptionalLawsTest;
import test.unit.PackagesTest;
import test.unit.PatternsTest;
import test.unit.RaceServerTest;
import test.unit.RankingTest;
import test.unit.RecordingTest;
import test.unit.ResultsFileTest;
import test.unit.SemanticsTest;
import test.unit.StatisticsTest;
import test.unit.ValidationTest;
import test.unit.ViewerTest;
import test.unit.WarmUpTest;
import test.unit.WarningsTest;
import test.unit.WireTest;
import test.unit.WordsTest;

/// Every suite of tests, in the order of running.
public final class Suites {

  /// What is checked inside of the process of the tests, one test at a time: the laws look at its
  /// threads and its memory.
  private static final List<Class<?>> UNIT =
      List.of(
          WordsTest.class,
          StatisticsTest.class,
          ComparisonTest.class,
          AnswersTest.class,
          RankingTest.class,
          ResultsFileTest.class,
          PackagesTest.class,
          NoiseProbeTest.class,
          WarmUpTest.class,
          DelaysTest.class,
          InterleavingTest.class,
          WarningsTest.class,
          ClientsTest.class,
          FileComparisonTest.class,
          MachinesTest.class,
          FuzzTest.class,
          ValidationTest.class,
          ViewerTest.class,
          WireTest.class,
          LimitsTest.class,
          RaceServerTest.class,
          PatternsTest.class,
          LawsTest.class,
          OptionalLawsTest.class,
          RecordingTest.class,
          SemanticsTest.class);

  /// What starts processes, and the pages. At the end come those whose tests are short, so that no
  /// half of the machine waits for the other.
  private static final List<Class<?>> OTHERS =
      List.of(
          ScriptsTest.class,
          PythonTest.class,
          PythonSemanticsTest.class,
          ContributingTest.class,
          CompareTest.class,
          CpuMixedTest.class,
          ChannelTest.class,
          LimiterTest.class,
          BlockingCallTest.class,
          ContextTest.class,
          TreeTest.class,
          CancellationTest.class,
          RaceTest.class,
          TimeoutTest.class,
          TimersTest.class,
          FaultsTest.class,
          KillsTest.class,
          TemporaryTest.class,
          CommandsTest.class,
          StudyTest.class,
          PageTest.class,
          FootprintTest.class,
          StreamTest.class,
          ExportTest.class,
          HistoryPageTest.class,
          HistoryTest.class,
          SweepTest.class,
          HttpTest.class,
          EchoServerTest.class,
          ClientFaultsTest.class,
          PythonClientsTest.class,
          UsageTest.class,
          ObservationsTest.class,
          PlacesTest.class,
          UsersTest.class,
          EnvironmentTest.class,
          FairnessTest.class,
          CatalogTest.class,
          LibrariesTest.class,
          SentencesTest.class,
          WrapperTest.class,
          PrimitivesTest.class,
          RecipesTest.class,
          ListTest.class);

  private Suites() {}

  private static Stream<Class<?>> all() {
    return Stream.concat(UNIT.stream(), OTHERS.stream());
  }

  /// By name, without "Test".
  public static List<String> names() {
    return all().map(Suites::name).toList();
  }

  /// @param name one of those names
  public static Class<?> of(String name) {
    return all().filter(suite -> name(suite).equals(name)).findFirst().orElseThrow();
  }

  /// Whether its tests run one at a time, in a process of their own.
  public static boolean isUnit(String name) {
    return UNIT.contains(of(name));
  }

  private static String name(Class<?> suite) {
    return suite.getSimpleName().replaceFirst("Test$", "");
  }
}
