//SOURCES Gallery.java

package chart;

/// The list of pictures, for both `plot` and the study. A new scenario needs a new line here.
public final class Pictures {
  private Pictures() {}

  public static Gallery all() {
    return new Gallery()
        .scenario("task_spawn", "Task spawn")
        .metric("throughput", "tiny tasks per second", "Started, run and ended; more is better.")
        .latency(
            "how long a tiny task takes", "From when it is asked for to its end; lower is better.")
        .scenario("io_bound", "Simulated I/O")
        .metric("throughput", "waits per second", "Of many workers at once; more is better.")
        .metric("latency_p95", "95th percentile of a wait", "95 % are shorter; lower is better.")
        .latency("how long a wait takes", "The ideal is what was asked for; lower is better.")
        .scenario("cpu_mixed", "Waits beside work")
        .metric(
            "overshoot_p99",
            "how much later a wait ends",
            "The 99th percentile, beside tasks that compute; lower is better.")
        .metric("heartbeat_max", "lateness of a heartbeat", "The worst beat; lower is better.")
        .latency("how long a wait takes", "Beside tasks that compute; lower is better.")
        .scenario("http_echo", "HTTP echo")
        .metric("throughput", "requests per second", "Answered and checked; more is better.")
        .latency("how long a request takes", "Until its answer was read; lower is better.")
        .scenario("cancellation", "Cancellation")
        .metric("settle", "until the last task ends", "From the call of cancel; lower is better.")
        .latency("until a task ends", "From the call of cancel; lower is better.")
        .scenario("stream", "Stream")
        .metric("throughput", "items per second", "Through all stages; more is better.")
        .latency("how long an item is under way", "From source to sink; lower is better.")
        .scenario("footprint", "Footprint")
        .metric("bytes_per_task", "memory of a parked task", "Resident; lower is better.")
        .metric("release", "until the last parked task ends", "Lower is better.")
        .latency("until a parked task ends", "From the call of cancel; lower is better.")
        .scenario("channel", "Channel")
        .metric("throughput", "messages per second", "Received in order; more is better.")
        .latency("how long a message takes", "From send to receive; lower is better.")
        .scenario("limiter", "Limiter")
        .metric("throughput", "acquisitions per second", "Of a few permits; more is better.")
        .latency("how long a task waits for its permit", "Of those who got it; lower is better.")
        .scenario("blocking_call", "Blocking call")
        .metric("throughput", "blocking calls per second", "All at once; more is better.")
        .metric("heartbeat_max", "lateness of a heartbeat", "The worst beat; lower is better.")
        .latency("until a blocking call ends", "From when it is asked for; lower is better.")
        .scenario("context", "Context")
        .metric("throughput", "hops per second", "A child and a wait each; more is better.")
        .latency("until a hop's child has read", "From when it is asked for; lower is better.")
        .scenario("tree", "Tree")
        .metric("tree", "time of a whole tree", "From its start to its end; lower is better.")
        .latency("until a leaf ends", "From when it is asked for; lower is better.");
  }
}
