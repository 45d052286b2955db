package io.sluice.state.cgroup;

import io.sluice.image.format.ImageType;
import io.sluice.image.message.CgroupControllerEntry;
import io.sluice.image.message.CgroupDirectoryEntry;
import io.sluice.image.message.CgroupEntry;
import io.sluice.image.message.CgroupMemberEntry;
import io.sluice.image.message.CgroupSetEntry;
import io.sluice.proc.ControlGroupPaths;
import io.sluice.state.Refusal;
import io.sluice.state.StateImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The control groups of a tree. Which ones a thread is in is one of a few sets, which have numbers: 1 is Sluice's own, and a
 * tree that is in no other is restored into those of who restores it.
 */
public final class ControlGroups {
    private static final int OWN = 1;
    private static final String TOP = "/";

    private final Wanted wanted;
    private final Optional<ControlGroupPaths> own;
    private final Map<ControlGroupPaths, Integer> sets = new LinkedHashMap<>();
    private final Map<String, Map<String, CgroupDirectoryEntry>> folders = new TreeMap<>();
    private final Map<String, Boolean> threaded = new TreeMap<>();
    private final Optional<Hierarchies> hierarchies;

    /** Begins with Sluice's own. */
    public ControlGroups(Wanted wanted) {
        this.wanted = wanted;
        this.hierarchies = wanted.taken() ? Optional.of(new Hierarchies(wanted.yard())) : Optional.empty();
        this.own = wanted.taken() ? Optional.of(of((int) ProcessHandle.current().pid(), "Sluice")) : Optional.empty();
    }

    /**
     * The number of a thread's set; empty where none are taken. The first time that a set is seen its groups are read: for what
     * was seen before the stop nothing is read in it but the thread's own file.
     *
     * @param task what messages call it
     * @throws io.sluice.failure.SluiceException {@code TARGET_UNSUPPORTED} when a hierarchy cannot be seen
     */
    public Optional<Integer> set(int thread, String task) {
        if (own.isEmpty()) {
            return Optional.empty();
        }
        ControlGroupPaths membership = of(thread, task);
        if (!sets.containsKey(membership)) {
            sets.put(membership, membership.equals(own.get()) ? OWN : OWN + 1 + sets.size());
            membership.groups().forEach((hierarchy, path) -> read(hierarchy, path, task));
        }
        return Optional.of(sets.get(membership));
    }

    private static ControlGroupPaths of(int thread, String task) {
        return ControlGroupPaths.of(thread).orElseThrow(() -> Refusal.gone(task));
    }

    /** Groups that hold no task are taken too, but not the whole of a hierarchy for a task in its top. */
    private void read(String hierarchy, String path, String task) {
        String from = wanted.from(hierarchy, path);
        if (from.equals(TOP)) {
            folders.computeIfAbsent(hierarchy, any -> new TreeMap<>());
            return;
        }
        Path place = hierarchies
                .flatMap(seen -> seen.place(hierarchy))
                .orElseThrow(() -> Refusal.of(
                        task,
                        "its control group " + hierarchy + ":" + path + " is of a hierarchy that cannot be seen",
                        "mount it (cgroups(7)), or dump without --manage-cgroups"));
        Group group = new Group(hierarchy, place.resolve(from.substring(1)));
        threaded.merge(hierarchy, group.threaded(), Boolean::logicalOr);
        try {
            folders.computeIfAbsent(hierarchy, any -> new TreeMap<>()).put(from, group.entry(from.substring(1)));
        } catch (IOException e) {
            throw Refusal.of(
                    task, "its control group " + hierarchy + ":" + from + " cannot be read: " + e, "try it again");
        }
    }

    /** The image; empty where the tree is in no other groups than Sluice. */
    public Optional<StateImage> image() {
        if (sets.values().stream().allMatch(number -> number == OWN)) {
            return Optional.empty();
        }
        CgroupEntry.Builder entry = CgroupEntry.newBuilder();
        sets.forEach((membership, number) ->
                entry.addSets(CgroupSetEntry.newBuilder().setId(number).addAllCtls(members(membership))));
        folders.forEach((hierarchy, groups) -> entry.addControllers(CgroupControllerEntry.newBuilder()
                .addAllCnames(Arrays.asList(hierarchy.split(",", -1)))
                .addAllDirs(outermost(groups))
                .setIsThreaded(threaded.getOrDefault(hierarchy, false))));
        return Optional.of(StateImage.of("cgroup.img", ImageType.CGROUP, List.of(entry.build())));
    }

    private static List<CgroupMemberEntry> members(ControlGroupPaths membership) {
        return membership.groups().entrySet().stream()
                .map(group -> CgroupMemberEntry.newBuilder()
                        .setName(group.getKey())
                        .setPath(group.getValue())
                        .build())
                .toList();
    }

    /** A group has all below it already. */
    private static List<CgroupDirectoryEntry> outermost(Map<String, CgroupDirectoryEntry> groups) {
        return groups.keySet().stream()
                .filter(path -> groups.keySet().stream().noneMatch(other -> path.startsWith(other + "/")))
                .map(groups::get)
                .toList();
    }
}
