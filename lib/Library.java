//COMPILE_OPTIONS -Xlint:all,-classfile,-preview -Werror -XDsuppressNotes -J-XX:TieredStopAtLevel=1
//RUNTIME_OPTIONS --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
//DEPS compiled.java
//FILES jbang-catalog.json=../jbang-catalog.json
//FILES lib/=**.java

package lib;

/// What a script includes to have the library. JBang compiles the library by itself and keeps it,
/// so that an edited script is compiled alone. It does not look whether the library has changed
/// since then, but whether a file has that the script brings along: that is what the sources are
/// among its `//FILES` for.
interface Library {}
