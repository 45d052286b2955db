package io.sluice;

import io.sluice.config.ComponentChoice;
import io.sluice.config.Configuration;
import io.sluice.config.Place;
import io.sluice.control.Control;
import io.sluice.dump.AutoDedup;
import io.sluice.dump.Dump;
import io.sluice.dump.DumpRequest;
import io.sluice.dump.JoinedStates;
import io.sluice.dump.Means;
import io.sluice.dump.PreDump;
import io.sluice.dump.PreDumpReport;
import io.sluice.dump.PreDumpRequest;
import io.sluice.dump.Release;
import io.sluice.dump.Tracking;
import io.sluice.dump.protection.Protections;
import io.sluice.dump.protection.TargetCalls;
import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.image.ImageSet;
import io.sluice.image.NewSet;
import io.sluice.image.chain.Dedup;
import io.sluice.image.chain.Export;
import io.sluice.image.chain.Listing;
import io.sluice.image.chain.Prune;
import io.sluice.image.chain.Rebase;
import io.sluice.image.chain.Squash;
import io.sluice.image.chain.Workplace;
import io.sluice.image.describe.ChainDescription;
import io.sluice.image.describe.Inspector;
import io.sluice.image.file.FilesOfSet;
import io.sluice.image.manifest.FileEntry;
import io.sluice.image.manifest.Manifest;
import io.sluice.image.sign.Signing;
import io.sluice.image.verify.Verifier;
import io.sluice.image.verify.VerifyReport;
import io.sluice.kernel.Architecture;
import io.sluice.kernel.Feature;
import io.sluice.kernel.Features;
import io.sluice.kernel.OwnMemory;
import io.sluice.kernel.PinnedFile;
import io.sluice.plugin.Lasting;
import io.sluice.plugin.Lending;
import io.sluice.plugin.PluginReport;
import io.sluice.plugin.PluginVerification;
import io.sluice.plugin.Plugins;
import io.sluice.plugin.Selection;
import io.sluice.resident.Resident;
import io.sluice.spi.sink.ImageSink;
import io.sluice.validate.FileCheck;
import io.sluice.validate.FileRecorder;
import io.sluice.validate.FileReport;
import io.sluice.watch.RoundModel;
import io.sluice.watch.Watch;
import io.sluice.watch.WatchListener;
import io.sluice.watch.WatchOutcome;
import io.sluice.watch.WatchRequest;
import io.sluice.watch.WatchRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The platform, with the plugins of one configuration. Usable from several threads at once.
 *
 * <p>Every request takes a {@link Control}, by which it can be cancelled, limited in time and watched. Every failure is a
 * {@link SluiceException}: the target then runs on as before, and no set came to be.
 */
public final class Sluice implements AutoCloseable {
    private final Configuration configuration;
    private final Plugins plugins;
    private final Protections inTasks;
    private final Protections inSluice;

    private Sluice(Configuration configuration, Plugins plugins, Protections inTasks, Protections inSluice) {
        this.configuration = configuration;
        this.plugins = plugins;
        this.inTasks = inTasks;
        this.inSluice = inSluice;
    }

    /**
     * Loads the plugins that the configuration names. Touches no target.
     *
     * @throws SluiceException {@code PLUGIN} when one is missing, does not fit, or fails
     */
    public static Sluice open(Configuration configuration) {
        Plugins plugins = Plugins.load(configuration, lending());
        return new Sluice(configuration, plugins, Protections.inTasks(), Protections.inSluice());
    }

    /** As {@link #open(Configuration)}, with a way to have calls made in targets. What is tracked stays so from request to request. */
    public static Sluice open(Configuration configuration, TargetCalls calls) {
        Protections protections = Protections.inMemory(calls);
        return new Sluice(configuration, Plugins.load(configuration, lending()), protections, protections);
    }

    /** What this kernel and these rights allow, each tried for real; takes a fraction of a second and touches no target. */
    public static List<Feature> check() {
        return Features.probe();
    }

    /** What lies in the plugins' folder, and whether each component works here; what fails is an entry. */
    public static List<PluginReport> plugins(Configuration configuration) {
        return Plugins.survey(configuration, lending());
    }

    /** What can be said of a plugin, an archive or a folder, without running any of its code. */
    public static PluginVerification verifyPlugin(Path plugin) {
        return PluginVerification.of(plugin);
    }

    private static Lending lending() {
        return new Lending(OwnMemory::sample, Architecture.current().pageSize(), Protections::availability);
    }

    /**
     * Takes the memory of a running process tree into a new set.
     *
     * @return when the set is committed
     * @throws SluiceException when there is no new set; its code says why
     */
    public PreDumpReport preDump(PreDumpRequest request, Control control) {
        control.check("starting");
        Configuration wanted = wanted(request);
        Protections protections = request.tracking() == Tracking.STAYS_IN_SLUICE ? inSluice : inTasks;
        try (Selection selection = plugins.select(wanted, lasting(request.tracking(), request.pid()))) {
            FileRecorder files = new FileRecorder(wanted.files(), selection.validators(), wanted.cache(), control);
            AutoDedup dedup = new AutoDedup(
                    request,
                    new Workplace(selection.sink().component(), signing(), version(), control),
                    wanted.autoDedup());
            dedup.require();
            Means means = new Means(selection, signing(), wanted.workers(), version(), protections, files, control);
            return dedup.after(new PreDump(request, means).run());
        }
    }

    /**
     * Takes a running process tree, memory and state of one instant, into a new set, from which it can be restored.
     *
     * @return when the set is committed and the tree is killed, stopped, or runs on, as the request says
     * @throws SluiceException when there is no new set; its code says why. The tree runs on
     */
    public PreDumpReport dump(DumpRequest request, Control control) {
        control.check("starting");
        Configuration wanted = wanted(request);
        try (Selection selection = plugins.select(wanted, lasting(request.tracking(), request.pid()))) {
            FileRecorder files = new FileRecorder(wanted.files(), selection.validators(), wanted.cache(), control);
            return new Dump(
                            request,
                            new Means(selection, signing(), wanted.workers(), version(), inTasks, files, control))
                    .run();
        }
    }

    /**
     * Pre-dumps a running process tree in rounds, a chain in which each adds to the one before, until the request is fulfilled
     * or {@code control} is cancelled; see {@link RoundModel} for how a final stop is forecast. Nothing stays in the tree
     * between rounds: what tracks it is held by this Sluice until it is closed, so that a pre-dump of {@link WatchRound#next}
     * still finds little to write.
     *
     * @param listener told of each round, by this thread
     * @return how it ended, with the last round
     * @throws SluiceException when a round fails, the tree's root has ended, or it was cancelled before the first round was done;
     *     sets that were committed stay, and the last one is named
     */
    public WatchOutcome watch(WatchRequest request, WatchListener listener, Control control) {
        return new Watch(request, round -> preDump(round, control), listener, control).run();
    }

    /**
     * What is ours in a process and all that descend from it: tracking that was asked to stay, and what a Sluice that was
     * killed has left. Changes nothing.
     *
     * @throws SluiceException {@code TARGET_GONE} when there is no such process, {@code DENIED} without the rights
     */
    public static List<Resident> residents(int pid) {
        return Release.find(pid);
    }

    /**
     * Takes all that is ours out of a process and all that descend from it; of no effect where nothing is.
     *
     * @return what was taken out
     * @throws SluiceException as {@link #residents}; {@code TARGET_UNSUPPORTED} when no calls can be made in one of them
     */
    public static List<Resident> release(int pid) {
        return Release.release(pid);
    }

    /** What is to stay in the target is not put there to see whether it could be. */
    private Lasting lasting(Tracking tracking, int pid) {
        return switch (tracking) {
            case ONE_SHOT -> Lasting.NO;
            case STAYS_IN_TARGET -> Lasting.YES;
            case STAYS_IN_SLUICE -> Lasting.unless(() -> inSluice.refusal(pid));
        };
    }

    /** A first set that nothing will add to need not know its pages again. */
    private Configuration wanted(DumpRequest request) {
        Configuration drained = request.drain().map(configuration::withDrain).orElseGet(() -> drained(request));
        boolean ends = request.after() == DumpRequest.After.KILLED || request.tracking() == Tracking.ONE_SHOT;
        boolean last = ends && request.parent().isEmpty();
        Optional<String> none = last ? Optional.of(Configuration.NONE) : Optional.empty();
        return request.tracker().or(() -> none).map(drained::withTracker).orElse(drained);
    }

    /** What holds by default must not ask for a plugin that somebody took out. */
    private Configuration drained(DumpRequest request) {
        ComponentChoice running = configuration.runningDrain();
        boolean wanted = !running.place().equals(Place.DEFAULT) || plugins.hasDrain(running.name());
        return request.runsOnMeanwhile() && wanted ? configuration.withRunningDrain() : configuration;
    }

    private Configuration wanted(PreDumpRequest request) {
        Configuration drained = request.drain().map(configuration::withDrain).orElse(configuration);
        return request.tracker().map(drained::withTracker).orElse(drained);
    }

    /**
     * Checks every byte of a set, and of all that it adds to, against their manifests.
     *
     * @return what is wrong, as values
     * @throws SluiceException {@code SET_MISSING} when there is no such set, {@code STORAGE} when it cannot be read
     */
    public VerifyReport verify(String set, Control control) {
        return reading(sink -> Verifier.verify(sink, set, signing().demanded(), control));
    }

    /**
     * Compares the files that a set records with those below a folder, {@code /} for those of this machine. CRIU's own sets too; a
     * file of those must also have its mode, as at a restore.
     *
     * @return what is found of each; none of a set that records no files
     * @throws SluiceException {@code SET_MISSING}, {@code SET_DAMAGED} or {@code STORAGE}; {@code USAGE} when there is no such
     *     folder
     */
    public FileReport verifyFiles(String set, Path root, Control control) {
        Configuration wanted = configuration.withRulesForFiles();
        try (Selection selection = plugins.select(wanted);
                ImageSet opened = ImageSet.open(
                        selection.sink().component(), set, signing().demanded());
                PinnedFile folder = folder(root)) {
            FileCheck check = new FileCheck(wanted.files(), selection.validators(), folder, control);
            List<FileEntry> files = FilesOfSet.of(opened);
            return opened.manifest().isPresent() ? check.check(set, files) : check.checkWithModes(set, files);
        }
    }

    private static PinnedFile folder(Path root) {
        if (!Files.isDirectory(root)) {
            throw new SluiceException(ErrorCode.USAGE, "there is no folder " + root, "name the root of the files");
        }
        return PinnedFile.of(root.toString());
    }

    /**
     * Describes a set and all that it adds to, when every byte of them is as it was written; CRIU's own too.
     *
     * @throws SluiceException {@code SET_MISSING}, {@code SET_DAMAGED} or {@code STORAGE}
     */
    public ChainDescription describe(String set, Control control) {
        return reading(sink -> Inspector.soundChain(sink, set, signing().demanded(), control));
    }

    /**
     * As {@link #describe}, without a look at the pages: they may be damaged. What is told was checked.
     *
     * @throws SluiceException {@code SET_MISSING}, {@code SET_DAMAGED} or {@code STORAGE}
     */
    public ChainDescription glance(String set, Control control) {
        return reading(sink -> Inspector.chain(sink, set, signing().demanded(), control));
    }

    /**
     * Lists a set and all that it adds to, and checks every byte of them.
     *
     * @throws SluiceException {@code SET_MISSING} or {@code STORAGE}; damage is in the listing
     */
    public Listing chain(String set, Control control) {
        return working(control, place -> Listing.of(place, set));
    }

    /**
     * Makes one whole set of a chain, which stays as it is.
     *
     * @param into the name of the new set
     * @return what the new set says of itself
     * @throws SluiceException as of {@link Squash#squash}; then there is no new set
     */
    public Manifest squash(String set, String into, Control control) {
        return working(control, place -> Squash.squash(place, set, into));
    }

    /**
     * Makes one set of all that is older than the {@code keep} newest sets of a chain, and removes what is older.
     *
     * @throws SluiceException as of {@link Prune#prune}; then the old chain or the new one is whole
     */
    public Prune.Report prune(String set, int keep, Control control) {
        return working(control, place -> Prune.prune(place, set, keep));
    }

    /**
     * Moves a chain into another folder.
     *
     * @throws SluiceException as of {@link Rebase#rebase}; then the old chain or the new one is whole
     */
    public Rebase.Report rebase(String set, String folder, Control control) {
        return working(control, place -> Rebase.rebase(place, set, folder));
    }

    /**
     * Writes a set once more into a folder, as plain images that CRIU reads.
     *
     * @param out the folder of the new set; of a chain, the folder in which its sets become {@code 1}, {@code 2} and so on
     * @param chain whether to write all that it adds to, too
     * @return the names of the new sets, the oldest first
     * @throws SluiceException as of {@link Export#set} and {@link Export#chain}
     */
    public List<String> export(String set, String out, boolean chain, Control control) {
        try (Selection folders = plugins.select(configuration.withPlainSink())) {
            ImageSink sink = folders.sink().component();
            return working(
                    control, place -> chain ? Export.chain(place, set, sink, out) : Export.set(place, set, sink, out));
        }
    }

    /**
     * Gives back the space of pages that newer sets of a chain have anew.
     *
     * @throws SluiceException as of {@link Dedup#dedup}; the chain is whole then too
     */
    public Dedup.Report dedup(String set, Control control) {
        return working(control, place -> Dedup.dedup(place, set));
    }

    private Signing signing() {
        return Signing.read(
                configuration.signing().key(), configuration.signing().signers());
    }

    private <T> T working(Control control, Function<Workplace, T> work) {
        return reading(sink -> work.apply(new Workplace(sink, signing(), version(), control, this::join)));
    }

    /** By the trackers that the chain was made with; without one of them the next set is whole. */
    private void join(ImageSet newest, NewSet whole) throws IOException {
        Optional<String> tracker =
                newest.manifest().map(known -> known.components().tracker().name());
        if (tracker.isPresent() && !tracker.get().equals(Configuration.NONE)) {
            try (Selection selection = plugins.select(configuration.withTracker(tracker.get()))) {
                new JoinedStates(selection.trackers()).join(newest, whole);
            } catch (SluiceException notHere) {
                if (notHere.code() != ErrorCode.PLUGIN) {
                    throw notHere;
                }
            }
        }
    }

    private <T> T reading(Function<ImageSink, T> work) {
        try (Selection selection = plugins.select(configuration)) {
            return work.apply(selection.sink().component());
        }
    }

    /** The version of this build; {@code unpackaged} where it runs from classes. */
    public static String version() {
        return Optional.ofNullable(Sluice.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }

    /** Lets go of what tracks targets for later requests, and unloads the plugins. No request may be under way. */
    @Override
    public void close() {
        inSluice.close();
        plugins.close();
    }
}
