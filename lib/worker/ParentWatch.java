//SOURCES ../machine/Orphans.java

package worker;

import module java.base;

import machine.Orphans;

/// Ends a worker with its parent. The parent never writes to the worker's standard input, so the
/// end of that pipe means that the parent is gone, for whatever reason. Then nobody else can end
/// the processes that this worker has started. A normal end of the worker also ends those
/// processes, because the JVM then writes the class archive, which takes so long that the parent
/// may be killed meanwhile.
public final class ParentWatch {
  private ParentWatch() {}

  public static void start() {
    var pipe = new FileInputStream(FileDescriptor.in).getChannel();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> {
              endChildren();
              close(pipe);
            }));
    Thread.ofPlatform()
        .daemon()
        .name("parent-watch")
        .start(() -> {
          try {
            while (pipe.read(ByteBuffer.allocate(1)) >= 0) {}
          } catch (AsynchronousCloseException e) {
            return;
          } catch (IOException e) {
            // This means the same as the end of the pipe.
          }
          try {
            endChildren();
          } finally {
            Runtime.getRuntime().halt(1);
          }
        });
  }

  /// Closes the pipe. Otherwise the JVM waits 0.3 s at its end for the thread that is blocked in a
  /// system call.
  private static void close(FileChannel pipe) {
    try {
      pipe.close();
    } catch (IOException e) {
      // The pipe is closed anyway when the process ends.
    }
  }

  private static synchronized void endChildren() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Orphans.end(Orphans.ownMark());
  }
}
