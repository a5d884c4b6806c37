///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 25
//PREVIEW
//DESCRIPTION The library of all scripts, compiled once and kept until one of its files changes
//SOURCES bench/Bench.java
//SOURCES bench/Calibrate.java
//SOURCES bench/FairnessPage.java
//SOURCES bench/Handwritten.java
//SOURCES bench/Heartbeat.java
//SOURCES bench/Kit.java
//SOURCES bench/Runner.java
//SOURCES bench/ScenarioTable.java
//SOURCES chart/Pictures.java
//SOURCES http/Capacity.java
//SOURCES http/EchoServer.java
//SOURCES http/Exercise.java
//SOURCES lint/Directives.java
//SOURCES result/FileComparison.java
//SOURCES result/FullReport.java
//SOURCES result/Offload.java

/// What `Library.java` stands for.

interface compiled {}
