///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION The library of all scripts, compiled once and kept until one of its files changes
//SOURCES backend/plain/DecoratedPlain.java
//SOURCES bench/Bench.java
//SOURCES bench/Runner.java
//SOURCES calibrate/Calibrate.java
//SOURCES calibrate/baseline/Handwritten.java
//SOURCES chart/Pictures.java
//SOURCES http/Capacity.java
//SOURCES http/EchoServer.java
//SOURCES http/Exercise.java
//SOURCES http/RaceServer.java
//SOURCES laws/OptionalLaws.java
//SOURCES lint/Aliases.java
//SOURCES lint/Directives.java
//SOURCES lint/Sources.java
//SOURCES page/Page.java
//SOURCES process/Conformance.java
//SOURCES report/FairnessPage.java
//SOURCES report/FileComparison.java
//SOURCES report/FullReport.java
//SOURCES report/Offload.java
//SOURCES report/ScenarioTable.java
//SOURCES result/Published.java
//SOURCES scenario/Heartbeat.java
//SOURCES scenario/Memory.java
//SOURCES semantics/Observer.java
//SOURCES semantics/SemanticsPage.java
//SOURCES semantics/SemanticsWorker.java

/// What `Library.java` stands for.

interface compiled {}
