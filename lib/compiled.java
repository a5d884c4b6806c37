///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION The library of all scripts, compiled once and kept until one of its files changes
//SOURCES bench/Bench.java
//SOURCES calibrate/Calibrate.java
//SOURCES report/FairnessPage.java
//SOURCES calibrate/baseline/Handwritten.java
//SOURCES scenario/Heartbeat.java
//SOURCES process/Conformance.java
//SOURCES bench/Runner.java
//SOURCES report/ScenarioTable.java
//SOURCES chart/Pictures.java
//SOURCES http/Capacity.java
//SOURCES http/EchoServer.java
//SOURCES http/Exercise.java
//SOURCES lint/Directives.java
//SOURCES report/FileComparison.java
//SOURCES report/FullReport.java
//SOURCES report/Offload.java

/// What `Library.java` stands for.

interface compiled {}
