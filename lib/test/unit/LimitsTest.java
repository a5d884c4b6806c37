//SOURCES ../../Library.java

package test.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import machine.Allowed;
import machine.ControlGroup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Limits")
public class LimitsTest {
  @TempDir Path root;

  private void write(String file, String text) throws IOException {
    var path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  @DisplayName("a parent's smaller quota counts, in version 2 of control groups")
  void parentQuota() throws IOException {
    write("proc/self/cgroup", "0::/user.slice/run.scope\n");
    write("sys/fs/cgroup/user.slice/run.scope/cpu.max", "max 100000\n");
    write("sys/fs/cgroup/user.slice/cpu.max", "150000 100000\n");
    write("sys/fs/cgroup/user.slice/run.scope/pids.max", "400\n");
    write("sys/fs/cgroup/user.slice/pids.max", "max\n");
    write("sys/fs/cgroup/user.slice/run.scope/cpu.stat", "usage_usec 5\nnr_throttled 17\n");
    var group = new ControlGroup(root);
    assertEquals(1.5, group.processors().orElseThrow());
    assertEquals(400, group.tasks().orElseThrow());
    assertEquals(17, group.throttled());
  }

  @Test
  @DisplayName("a quota without a period has the usual one")
  void quotaWithoutPeriod() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    write("sys/fs/cgroup/cpu.max", "50000\n");
    assertEquals(0.5, new ControlGroup(root).processors().orElseThrow());
  }

  @Test
  @DisplayName("version 1 has a hierarchy for each controller")
  void firstVersion() throws IOException {
    write("proc/self/cgroup", "7:pids:/docker/ab\n4:cpu,cpuacct:/docker/ab\n1:name=systemd:/x\n");
    write("sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_quota_us", "200000\n");
    write("sys/fs/cgroup/cpu,cpuacct/docker/cpu.cfs_period_us", "100000\n");
    write("sys/fs/cgroup/cpu,cpuacct/docker/ab/cpu.cfs_quota_us", "-1\n");
    write("sys/fs/cgroup/cpu,cpuacct/docker/ab/cpu.cfs_period_us", "100000\n");
    write("sys/fs/cgroup/pids/docker/ab/pids.max", "max\n");
    write("sys/fs/cgroup/pids/docker/pids.max", "900\n");
    var group = new ControlGroup(root);
    assertEquals(2.0, group.processors().orElseThrow());
    assertEquals(900, group.tasks().orElseThrow());
  }

  @Test
  @DisplayName("in a container that does not see its own group, the root of what it sees counts")
  void hiddenGroup() throws IOException {
    write("proc/self/cgroup", "0::/../../outside\n");
    write("sys/fs/cgroup/cpu.max", "300000 100000\n");
    assertEquals(3.0, new ControlGroup(root).processors().orElseThrow());
  }

  @Test
  @DisplayName("without any of these files there is no limit")
  void noLimit() {
    var group = new ControlGroup(root);
    assertTrue(group.processors().isEmpty());
    assertTrue(group.tasks().isEmpty());
    assertEquals(0, group.throttled());
  }

  @Test
  @DisplayName("a list of processors need not begin at 0")
  void processorLists() {
    assertEquals(List.of(1), Allowed.numbers("1"));
    assertEquals(List.of(2, 3, 4, 8), Allowed.numbers("2-4,8"));
    assertFalse(Allowed.processors().isEmpty());
  }
}
