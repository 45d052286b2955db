package io.sluice.state;

import io.sluice.image.format.ImageType;
import io.sluice.image.message.KernelObjectIdsEntry;
import io.sluice.image.message.PstreeEntry;
import io.sluice.kernel.ExtendedLayout;
import io.sluice.proc.Mapping;
import io.sluice.proc.ProcessTree;
import io.sluice.proc.StatusLines;
import io.sluice.proc.TaskMappings;
import io.sluice.state.cgroup.ControlGroups;
import io.sluice.state.cgroup.Wanted;
import io.sluice.state.file.Descriptors;
import io.sluice.state.file.MappedFiles;
import io.sluice.state.file.MemoryFiles;
import io.sluice.state.file.RecordedNames;
import io.sluice.state.memory.AddressSpace;
import io.sluice.state.task.AskedLosses;
import io.sluice.state.task.FilterChains;
import io.sluice.state.task.Losses;
import io.sluice.state.task.ProcessState;
import io.sluice.state.task.Zombie;
import io.sluice.state.tree.Family;
import io.sluice.state.tree.Namespaces;
import io.sluice.state.tree.SharedObjects;
import io.sluice.trace.FrozenTree;
import io.sluice.trace.FrozenTree.FrozenProcess;
import io.sluice.trace.shadow.ShadowException;
import io.sluice.trace.shadow.StoppedCalls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes the state of a whole tree, process by process. For one stop. */
public final class TreeState implements AutoCloseable {
    private final ExtendedLayout layout;
    private final Namespaces namespaces;
    private final SharedObjects shared;
    private final Allowed allowed;
    private final Survey survey;
    private final Descriptors descriptors;
    private final FilterChains filters = new FilterChains();
    private final ControlGroups groups;
    private final Map<Integer, TaskMappings> before = new HashMap<>();
    private final Map<Integer, TaskMappings> taken = new HashMap<>();
    private final Set<Integer> tables = new HashSet<>();
    private final List<PstreeEntry> family = new ArrayList<>();
    private final List<StateImage> images = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private Optional<String> session = Optional.empty();
    private boolean committed;

    private TreeState(
            ExtendedLayout layout, Namespaces namespaces, Allowed allowed, Survey survey, ControlGroups groups) {
        this.layout = layout;
        this.namespaces = namespaces;
        this.shared = new SharedObjects(namespaces);
        this.allowed = allowed;
        this.survey = survey;
        this.groups = groups;
        this.descriptors = new Descriptors(allowed, survey.memory());
    }

    /**
     * Refuses what cannot be dumped of processes that run, and makes ready for the stop.
     *
     * @param allowed what may be taken that else is refused
     * @param wanted what is to be taken of control groups
     * @throws io.sluice.failure.SluiceException {@code TARGET_UNSUPPORTED}, naming what it is
     */
    public static TreeState prepare(List<Integer> processes, Allowed allowed, Wanted wanted) {
        Namespaces namespaces = Namespaces.own();
        Survey survey = new Survey(namespaces, allowed);
        ControlGroups groups = new ControlGroups(wanted);
        processes.forEach(process -> survey.of(process, groups));
        return new TreeState(ExtendedLayout.read(), namespaces, allowed, survey, groups);
    }

    /** What a restore will not bring back by itself, a line each: for the report, once all was taken. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(session.stream().toList());
        notes.addAll(survey.notes());
        notes.addAll(lost);
        notes.addAll(descriptors.notes());
        return notes;
    }

    /** The files of memory of the tree, whose pages are to be taken too; known once the state was taken. */
    public List<MemoryFiles.Segment> segments() {
        return descriptors.segments();
    }

    /** What a set says of the place where it was made. */
    public KernelObjectIdsEntry own() {
        return shared.own();
    }

    /** Does the same with a helper of ours, for nothing: so that in the stop nothing is done for the first time. */
    public void rehearse(FrozenTree helper, Visitor visitor) {
        try (TreeState rehearsed = new TreeState(layout, namespaces, allowed, survey, new ControlGroups(Wanted.NONE))) {
            rehearsed.look(helper.processes().stream().map(FrozenProcess::pid).toList());
            rehearsed.take(helper, visitor);
        }
    }

    /** Looks, right before the stop, at what would take long in it. Then {@link #stillTrue} is to be asked for after it. */
    public void look(List<Integer> processes) {
        processes.forEach(process -> before.put(process, TaskMappings.read(process)));
    }

    /** What a process mapped when it was looked at before the stop. */
    public Optional<TaskMappings> seenBefore(int process) {
        return Optional.ofNullable(before.get(process));
    }

    /** Whether what was looked at before the stop was still so in it, by a look at the tree that runs again. */
    public boolean stillTrue() {
        return taken.entrySet().stream()
                .allMatch(task -> task.getValue().confirmedBy(TaskMappings.read(task.getKey())));
    }

    /** Who comes along to each process. On the tracing thread, while everything stands still. */
    public interface Visitor {
        /** Before its state is taken, and before calls are made in it: this is what it maps. */
        void begin(int pid, TaskMappings mappings);

        /** When its state was taken, and calls can still be made in it. */
        void end(int pid, StoppedCalls calls);
    }

    /** There is a set with it: what was given names for that keeps them. */
    public void committed() {
        committed = true;
    }

    /** Takes back what was done to file systems, unless there is a set with it. */
    @Override
    public void close() {
        if (!committed) {
            descriptors.undo();
        }
    }

    /**
     * Takes all; on the tracing thread.
     *
     * @param visitor comes along
     */
    public void take(FrozenTree tree, Visitor visitor) {
        int root = tree.processes().get(0).pid();
        session = Family.note(root);
        Map<Integer, FrozenProcess> living = new HashMap<>();
        tree.processes().forEach(process -> living.put(process.pid(), process));
        List<Integer> all = ProcessTree.processes(root);
        descriptors.tree(all);
        for (int process : all) {
            if (living.containsKey(process)) {
                take(tree, living.get(process), root, visitor);
            } else {
                bury(process, root);
            }
        }
    }

    /**
     * What was taken, ready to be written, in the stop or after it.
     *
     * @param recorded what is recorded of files by rules
     */
    public List<StateImage> images(RecordedNames recorded) {
        List<StateImage> all = new ArrayList<>(images);
        all.add(StateImage.of("pstree.img", ImageType.PSTREE, family));
        all.add(StateImage.of("seccomp.img", ImageType.SECCOMP, List.of(filters.image())));
        groups.image().ifPresent(all::add);
        all.addAll(descriptors.images(recorded));
        return all;
    }

    private void take(FrozenTree tree, FrozenProcess process, int root, Visitor visitor) {
        int pid = process.pid();
        // What is asked in the task needs a mapping there for the moment: its own ones are read before.
        TaskMappings mappings = Optional.ofNullable(before.get(pid))
                .map(known -> known.now(pid))
                .orElseGet(() -> TaskMappings.read(pid));
        taken.put(pid, mappings);
        visitor.begin(pid, mappings);
        try {
            StoppedCalls.in(tree.tracer(), pid, calls -> {
                take(StoppedTask.of(process, tree.tracer().ptrace(), calls), mappings.mappings(), root);
                visitor.end(pid, calls);
                return null;
            });
        } catch (ShadowException e) {
            throw Refusal.silent(process, e);
        }
    }

    /** One that has ended has a place in the tree, and an end. */
    private void bury(int pid, int root) {
        int number = StatusLines.read(pid)
                .orElseThrow(() -> Refusal.gone("process " + pid))
                .innermost("NSpid");
        family.add(Family.of(pid, root, List.of(number)));
        images.add(StateImage.of("core-" + number + ".img", ImageType.CORE, List.of(Zombie.of(pid))));
    }

    private void take(StoppedTask task, List<Mapping> mappings, int root) {
        survey.rest(task);
        Losses.note(task.name(), AskedLosses.of(task)).ifPresent(lost::add);
        int number = task.number(task.pid());
        KernelObjectIdsEntry ids = shared.of(task.pid());
        family.add(Family.of(
                task.pid(), root, task.threads().stream().map(task::number).toList()));
        images.add(StateImage.of("ids-" + number + ".img", ImageType.IDS, List.of(ids)));
        new ProcessState(task, layout, filters, groups)
                .take()
                .forEach((thread, core) ->
                        images.add(StateImage.of("core-" + thread + ".img", ImageType.CORE, List.of(core))));
        MappedFiles mapped = descriptors.mapped(task.pid(), task.name());
        images.add(StateImage.of(
                "mm-" + number + ".img", ImageType.MM, List.of(new AddressSpace(task, mapped).take(mappings))));
        images.add(StateImage.of("fs-" + number + ".img", ImageType.FS, List.of(descriptors.folders(task))));
        if (tables.add(ids.getFilesId())) {
            images.add(StateImage.of("fdinfo-" + ids.getFilesId() + ".img", ImageType.FDINFO, descriptors.take(task)));
        }
    }
}
