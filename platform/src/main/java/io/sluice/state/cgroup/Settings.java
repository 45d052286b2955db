package io.sluice.state.cgroup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which files of a group's folder hold what was set for it, in the order in which they can be written. */
final class Settings {
    private static final List<String> VERSION_1 =
            List.of("cgroup.clone_children", "notify_on_release", "cgroup.procs", "tasks");
    private static final List<String> VERSION_2 = List.of(
            "cgroup.type",
            "cgroup.max.descendants",
            "cgroup.max.depth",
            "cgroup.subtree_control",
            "cgroup.freeze",
            "cgroup.procs");
    /** From the kernel's documents, admin-guide/cgroup-v1. */
    private static final Map<String, List<String>> BY_CONTROLLER = Map.of(
            "cpu",
                    List.of(
                            "cpu.shares",
                            "cpu.cfs_period_us",
                            "cpu.cfs_quota_us",
                            "cpu.rt_period_us",
                            "cpu.rt_runtime_us"),
            "cpuset",
                    List.of(
                            "cpuset.cpus",
                            "cpuset.mems",
                            "cpuset.memory_migrate",
                            "cpuset.cpu_exclusive",
                            "cpuset.mem_exclusive",
                            "cpuset.mem_hardwall",
                            "cpuset.memory_spread_page",
                            "cpuset.memory_spread_slab",
                            "cpuset.sched_load_balance",
                            "cpuset.sched_relax_domain_level"),
            "memory",
                    List.of(
                            "memory.limit_in_bytes",
                            "memory.memsw.limit_in_bytes",
                            "memory.soft_limit_in_bytes",
                            "memory.swappiness",
                            "memory.oom_control"),
            "blkio", List.of("blkio.weight"),
            "devices", List.of("devices.list"),
            "net_cls", List.of("net_cls.classid"),
            "net_prio", List.of("net_prio.ifpriomap"),
            "pids", List.of("pids.max"));

    private Settings() {}

    /** Those that a group of a hierarchy may have. */
    static List<String> of(String hierarchy) {
        if (hierarchy.isEmpty()) {
            return VERSION_2;
        }
        List<String> all = new ArrayList<>();
        for (String controller : hierarchy.split(",", -1)) {
            all.addAll(BY_CONTROLLER.getOrDefault(controller, List.of()));
        }
        all.addAll(VERSION_1);
        return all;
    }
}
