///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION The library of all scripts, compiled once and kept until one of its files changes
//MAIN compiled
//SOURCES backend/plain/DecoratedPlain.java
//SOURCES bench/Bench.java
//SOURCES bench/Runner.java
//SOURCES calibrate/Calibrate.java
//SOURCES calibrate/baseline/Handwritten.java
//SOURCES chart/Pictures.java
//SOURCES chart/Poster.java
//SOURCES export/Form.java
//SOURCES history/HistoryJson.java
//SOURCES history/HistoryText.java
//SOURCES http/Capacity.java
//SOURCES http/EchoServer.java
//SOURCES http/Exercise.java
//SOURCES http/RaceServer.java
//SOURCES laws/LeftBehind.java
//SOURCES laws/OptionalLaws.java
//SOURCES lint/Aliases.java
//SOURCES lint/Directives.java
//SOURCES lint/Sources.java
//SOURCES page/HistoryPage.java
//SOURCES page/Page.java
//SOURCES process/Conformance.java
//SOURCES report/Beside.java
//SOURCES report/FairnessPage.java
//SOURCES report/ComparisonForms.java
//SOURCES report/FullReport.java
//SOURCES report/MachinesReport.java
//SOURCES report/Offload.java
//SOURCES report/ScenarioTable.java
//SOURCES result/Published.java
//SOURCES scenario/Carried.java
//SOURCES scenario/Deadline.java
//SOURCES scenario/Flight.java
//SOURCES scenario/Heartbeat.java
//SOURCES scenario/Hedges.java
//SOURCES scenario/Memory.java
//SOURCES scenario/Messages.java
//SOURCES scenario/Permits.java
//SOURCES scenario/Racers.java
//SOURCES scenario/Trees.java
//SOURCES semantics/Observer.java
//SOURCES semantics/SemanticsPage.java
//SOURCES semantics/SemanticsWorker.java

/// What `Library.java` stands for.

interface compiled {}
