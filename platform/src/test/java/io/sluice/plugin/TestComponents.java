package io.sluice.plugin;

/** Sources of small components for {@link TestPlugin#entry}. */
final class TestComponents {
    /** The property in which components tell that they were closed. */
    static final String CLOSED = "sluice.test.closed";

    /** A method {@code visible}: those of the names that the plugin's code can load. */
    static final String VISIBLE = """
                static String visible(String... names) {
                    List<String> found = new ArrayList<>();
                    for (String name : names) {
                        try {
                            found.add(Class.forName(name).getName());
                        } catch (ClassNotFoundException hidden) {
                            continue;
                        }
                    }
                    return found.toString();
                }
            """;

    private static final String SUPPORT = """
                static void closed(String name) {
                    System.setProperty("sluice.test.closed", System.getProperty("sluice.test.closed", "") + name + " ");
                }
            """;

    private TestComponents() {}

    /** A drain, whose probe is an expression over {@code host}. */
    static String drain(String name, String probe) {
        return SUPPORT + """
                    public List<DrainStrategyFactory> drainStrategies() {
                        return List.of(new DrainStrategyFactory() {
                            public String name() { return "NAME"; }
                            public String summary() { return "summary of NAME"; }
                            public Availability probe(Host host) { return PROBE; }
                            public DrainStrategy create(Host host, Settings settings) {
                                settings.number("depth", 1, 1, 8);
                                return new DrainStrategy() {
                                    public TaskDrain open(DrainTarget target) { throw new IllegalStateException(); }
                                    public void close() { closed("NAME"); }
                                };
                            }
                        });
                    }
                """.replace("NAME", name).replace("PROBE", probe);
    }

    /** Trackers, all with one probe. */
    static String tracker(String name, String probe) {
        return SUPPORT + """
                    public List<DirtyTrackerFactory> dirtyTrackers() {
                        return List.of(new DirtyTrackerFactory() {
                            public String name() { return "NAME"; }
                            public String summary() { return "summary of NAME"; }
                            public Availability probe(Host host) { return PROBE; }
                            public DirtyTracker create(Host host, Settings settings) {
                                return new DirtyTracker() {
                                    public Collects collects() { return Collects.RUNNING; }
                                    public boolean tracksSharedSegments() { return false; }
                                    public TaskTracker open(TrackedTarget target) { throw new IllegalStateException(); }
                                    public void close() { closed("NAME"); }
                                };
                            }
                        });
                    }
                """.replace("NAME", name).replace("PROBE", probe);
    }

    /** A tracker that works and has to outlive rounds. */
    static String lastingTracker(String name) {
        return tracker(name, "Availability.works()")
                .replace(
                        "public String summary()",
                        "public boolean outlivesRounds() { return true; } public String summary()");
    }

    /** A sink, which resolves references by saying its name and then what the sink below it says. */
    static String sink(String name, boolean stacks) {
        return SUPPORT + """
                    public List<ImageSinkFactory> imageSinks() {
                        return List.of(new ImageSinkFactory() {
                            public String name() { return "NAME"; }
                            public String summary() { return "summary of NAME"; }
                            public boolean stacks() { return STACKS; }
                            public Availability probe(Host host) { return Availability.works(); }
                            public ImageSink create(Host host, Settings settings, Optional<ImageSink> below)
                                    throws ComponentException {
                                if (settings.flag("refuse", false)) {
                                    throw new ComponentException("there is no store", "make one");
                                }
                                settings.choice("durability", "fsync", List.of("fsync", "none"));
                                return sink(host, below);
                            }
                        });
                    }
                    static ImageSink sink(Host host, Optional<ImageSink> below) {
                        return new ImageSink() {
                            public String resolve(String base, String reference) {
                                host.note("resolves\\nand more");
                                return "NAME" + below.map(sink -> ">" + sink.resolve(base, reference)).orElse("");
                            }
                            public SetWriter begin(String name, Optional<String> parent, String seal) { return null; }
                            public Optional<SetReader> open(String name) { return Optional.empty(); }
                            public boolean reads() { return false; }
                            public List<String> recover(String name) { return List.of(); }
                            public void close() { closed("NAME"); }
                        };
                    }
                """.replace("NAME", name).replace("STACKS", Boolean.toString(stacks));
    }
}
