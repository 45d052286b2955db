package io.sluice.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that can be configured. A value; usable from any thread.
 *
 * @param file the file it was read from; empty when there was none
 * @param plugins which plugins are loaded
 * @param drain how pages leave a task
 * @param drainRules which chunks leave it in another way; the first that fits counts
 * @param runningDrain the drain of dumps that leave the tree running
 * @param tracker how changes are found: {@link #AUTO}, {@link #NONE}, or a tracker's name
 * @param witness which tracker looks at the bytes of the pages that the other one says changed; empty: none does
 * @param sinks where images go: a stack, from the sink that is written to first down to the one that stores; at least one
 * @param copies where new sets go, too; chains are read from {@code sinks} alone
 * @param files how files are shown to be the same, the first rule that fits a file counts; none: files are not recorded
 * @param cache a folder for what may be lost, such as cookies of files; empty: nothing is kept between requests
 * @param workers how many threads drain: from 1 to {@link #MOST_WORKERS}
 * @param signing whose signature sets get, and must have
 * @param autoDedup whether pages that a new set has anew are given back by the older ones, where the sink can
 * @param log what is logged
 */
public record Configuration(
        Optional<Path> file,
        PluginSettings plugins,
        ComponentChoice drain,
        List<DrainRule> drainRules,
        ComponentChoice runningDrain,
        ComponentChoice tracker,
        Optional<ComponentChoice> witness,
        List<ComponentChoice> sinks,
        List<CopyChoice> copies,
        List<FileRule> files,
        Optional<Path> cache,
        int workers,
        SigningChoice signing,
        boolean autoDedup,
        LogSettings log) {

    /** The name that stands for the first tracker that works here. */
    public static final String AUTO = "auto";

    /** The name that stands for no tracker. */
    public static final String NONE = "none";

    /** The most threads that may drain. */
    public static final int MOST_WORKERS = 64;

    static final int WORKERS = 2;

    private static final String PLAIN_SINK = "directory";

    public Configuration {
        Objects.requireNonNull(file);
        Objects.requireNonNull(plugins);
        Objects.requireNonNull(drain);
        Objects.requireNonNull(runningDrain);
        Objects.requireNonNull(tracker);
        Objects.requireNonNull(witness);
        Objects.requireNonNull(signing);
        Objects.requireNonNull(log);
        drainRules = List.copyOf(drainRules);
        sinks = List.copyOf(sinks);
        copies = List.copyOf(copies);
        files = List.copyOf(files);
        Objects.requireNonNull(cache);
        if (sinks.isEmpty()) {
            throw new IllegalArgumentException("images need a sink");
        }
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("not a number of workers: " + workers);
        }
    }

    /** What holds when nothing is configured, for the distribution in {@code home}. */
    public static Configuration defaults(Path home) {
        return new Configuration(
                Optional.empty(),
                PluginSettings.defaults(home),
                ComponentChoice.byDefault("read"),
                List.of(),
                ComponentChoice.byDefault("fork"),
                ComponentChoice.byDefault(AUTO),
                Optional.empty(),
                List.of(ComponentChoice.byDefault(PLAIN_SINK)),
                List.of(),
                FileRule.DEFAULTS,
                Optional.empty(),
                WORKERS,
                SigningChoice.NONE,
                false,
                new LogSettings(LogLevel.INFO));
    }

    /**
     * Reads a file.
     *
     * @param home the folder of the distribution, which the plugins' folder is relative to
     * @throws io.sluice.failure.SluiceException with code CONFIG, when it cannot be read or anything in it is wrong: see
     *     {@link Problems#raise}
     */
    public static Configuration load(Path file, Path home) {
        return new ConfigurationReader(file, home).read();
    }

    /**
     * Reads the first file that is there of: {@code given}, {@code $SLUICE_CONFIG},
     * {@code $XDG_CONFIG_HOME/sluice/config.yaml}, {@code /etc/sluice/config.yaml}, {@code home/config.yaml}. Of the
     * first two, one that is named must be there. Without any, the {@link #defaults}.
     *
     * @param environment the variables, as of {@link System#getenv()}
     * @throws io.sluice.failure.SluiceException as {@link #load}
     */
    public static Configuration find(Optional<Path> given, Map<String, String> environment, Path home) {
        return new ConfigurationSearch(environment, home)
                .first(given)
                .map(file -> load(file, home))
                .orElseGet(() -> defaults(home));
    }

    /** What relative files in it are relative to: the folder of its file; without one, the working directory. */
    public Path folder() {
        return file.map(found -> found.toAbsolutePath().resolveSibling("")).orElse(Path.of(""));
    }

    /** With another drain, for all pages. The settings of this one stay if it has that name already. */
    public Configuration withDrain(String name) {
        return with(draft -> {
            draft.drain = drain.named(name);
            draft.drainRules = List.of();
        });
    }

    /** With the drain of dumps that leave the tree running, for all of it. */
    public Configuration withRunningDrain() {
        return with(draft -> {
            draft.drain = runningDrain;
            draft.drainRules = List.of();
        });
    }

    /**
     * With other tracking, named as manifests and reports do: {@code uffd+hash} is {@code uffd} with {@code hash} as its
     * witness. The settings of those stay that have such a name already.
     */
    public Configuration withTracker(String name) {
        String[] names = name.split("[+]", 2);
        return with(draft -> {
            draft.tracker = tracker.named(names[0]);
            draft.witness = names.length == 1
                    ? Optional.empty()
                    : Optional.of(witness.map(choice -> choice.named(names[1])).orElse(ComponentChoice.of(names[1])));
        });
    }

    /** With other sinks, and no copies. */
    public Configuration withSinks(List<ComponentChoice> others) {
        return with(draft -> {
            draft.sinks = others;
            draft.copies = List.of();
        });
    }

    /** With folders of plain images alone. The settings of this one's {@code directory} stay, if it has that. */
    public Configuration withPlainSink() {
        ComponentChoice plain = ComponentChoice.byDefault(PLAIN_SINK);
        return withSinks(List.of(sinks.stream()
                .filter(sink -> sink.name().equals(PLAIN_SINK))
                .findFirst()
                .orElse(plain)));
    }

    /** With other plugins. */
    public Configuration withPlugins(PluginSettings others) {
        return with(draft -> draft.plugins = others);
    }

    /** With as many threads that drain. */
    public Configuration withWorkers(int count) {
        return with(draft -> draft.workers = count);
    }

    /** With a folder for what may be lost: {@code $XDG_CACHE_HOME/sluice}, or {@code $HOME/.cache/sluice}. */
    public Configuration withCacheOf(Map<String, String> environment) {
        return withCache(new ConfigurationSearch(environment, Path.of("")).cache());
    }

    /** With a folder for what may be lost, or none. */
    public Configuration withCache(Optional<Path> folder) {
        return with(draft -> draft.cache = folder);
    }

    /** With the rules for files that hold by default, where there are none. */
    public Configuration withRulesForFiles() {
        return files.isEmpty() ? with(draft -> draft.files = FileRule.DEFAULTS) : this;
    }

    /** With another private key to sign new sets by. */
    public Configuration withSign(Path key) {
        return with(draft -> draft.signing = new SigningChoice(Optional.of(key), signing.signers()));
    }

    /** With public keys of which one must have signed every set that is read. */
    public Configuration withSigners(List<Path> keys) {
        return with(draft -> draft.signing = new SigningChoice(signing.key(), keys));
    }

    /** With pages that a new set has anew being given back by the older ones. */
    public Configuration withAutoDedup() {
        return with(draft -> draft.autoDedup = true);
    }

    private Configuration with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.configuration();
    }

    /** The same to be changed in a few places. */
    private static final class Draft {
        private final Optional<Path> file;
        private PluginSettings plugins;
        private ComponentChoice drain;
        private List<DrainRule> drainRules;
        private final ComponentChoice runningDrain;
        private ComponentChoice tracker;
        private Optional<ComponentChoice> witness;
        private List<ComponentChoice> sinks;
        private List<CopyChoice> copies;
        private List<FileRule> files;
        private Optional<Path> cache;
        private int workers;
        private SigningChoice signing;
        private boolean autoDedup;
        private final LogSettings log;

        private Draft(Configuration from) {
            this.file = from.file;
            this.plugins = from.plugins;
            this.drain = from.drain;
            this.drainRules = from.drainRules;
            this.runningDrain = from.runningDrain;
            this.tracker = from.tracker;
            this.witness = from.witness;
            this.sinks = from.sinks;
            this.copies = from.copies;
            this.files = from.files;
            this.cache = from.cache;
            this.workers = from.workers;
            this.signing = from.signing;
            this.autoDedup = from.autoDedup;
            this.log = from.log;
        }

        private Configuration configuration() {
            return new Configuration(
                    file,
                    plugins,
                    drain,
                    drainRules,
                    runningDrain,
                    tracker,
                    witness,
                    sinks,
                    copies,
                    files,
                    cache,
                    workers,
                    signing,
                    autoDedup,
                    log);
        }
    }
}
