package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.sink.object.FaultyStore;
import io.sluice.sink.object.StoreServer;
import io.sluice.spi.sink.ImageSink;
import io.sluice.spi.sink.SetReader;
import io.sluice.testkit.image.Truth;
import io.sluice.testkit.program.Command;
import io.sluice.testkit.program.Keeper;
import io.sluice.testkit.program.KeeperPlan;
import io.sluice.testkit.program.Targets;
import io.sluice.testkit.program.Waiting;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chains in an object store, made by the commands that people use. */
class ObjectStoreIT {
    private static final int KILLS = Form.count(1, 60);
    private static final String CREDENTIALS = "[default]\naws_access_key_id = " + StoreServer.IDENTITY
            + "\naws_secret_access_key = " + StoreServer.SECRET + "\n";

    @AutoClose
    private final Targets targets = Targets.create();

    private final Random random = Form.random();
    private StoreServer server;
    private FaultyStore faulty;
    private URI endpoint;
    private Keeper keeper;

    @BeforeEach
    void start() throws Exception {
        server = StoreServer.inMemory();
        faulty = FaultyStore.before(server.endpoint());
        endpoint = server.endpoint();
        keeper = targets.keeper(KeeperPlan.everything(8));
    }

    @AfterEach
    void stop() throws IOException {
        faulty.close();
        server.close();
    }

    private List<String> words(String... words) {
        Path folder = targets.folder().resolve("sluice");
        Path config = folder.resolve("config.yaml");
        if (!Files.exists(config)) {
            MorePlugins.with(
                    folder,
                    "sink-object-store",
                    "sink: {use: object-store, endpoint: '" + endpoint + "', bucket: " + StoreServer.BUCKET
                            + ", prefix: " + StoreServer.PREFIX + ", part: 5MiB}");
        }
        List<String> all = new ArrayList<>(Sluice.words(words));
        all.add("--config=" + config);
        return all;
    }

    /** With credentials as that ecosystem has them; what libraries log must not be seen. */
    private Command command(String... words) {
        Path file = targets.folder().resolve("credentials");
        try {
            Files.writeString(file, CREDENTIALS);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
        return Command.of(words(words)).with("AWS_SHARED_CREDENTIALS_FILE", file.toString());
    }

    private Command.Outcome run(String... words) {
        Command.Outcome outcome = command(words).run().succeeded();
        assertThat(outcome.err()).as(String.join(" ", words)).isEmpty();
        return outcome;
    }

    private void preDump(String set, String... more) {
        List<String> words = new ArrayList<>(List.of("pre-dump", "-t", "" + keeper.pid(), "-D", set));
        words.addAll(List.of(more));
        run(words.toArray(String[]::new));
    }

    @Test
    void aChainIsMadeShownVerifiedSquashedAndPrunedInTheStore() throws Exception {
        preDump("web/1");
        keeper.touchAll(2);
        preDump("web/2", "--prev-images-dir", "../1");
        keeper.touchAll(3);
        keeper.target().stop();
        preDump("web/3", "--prev-images-dir", "s3://" + StoreServer.BUCKET + "/" + StoreServer.PREFIX + "/web/2");
        assertThat(run("show", "web/3").out()).contains("web/3", "web/1");
        assertThat(run("verify", "web/3").out()).contains("3 sets");
        run("chain", "squash", "web/3", "-D", "web/whole");
        assertIsMemory("web/whole");
        run("chain", "prune", "--keep", "1", "web/3");
        String left = run("verify", "web/3").out();
        assertThat(left).contains("2 sets", "web/2-base");
        assertThat(server.contents()).noneMatch(key -> key.contains("writer.sluice") || key.contains("(upload)"));
        assertThat(server.contents().stream().filter(key -> key.endsWith("set.sluice")))
                .hasSize(3);
    }

    /** Its heap and its buffers have 112 MiB together. */
    @Test
    void itsMemoryDoesNotGrowWithTheTarget() throws Exception {
        int mebibytes = Form.count(128, 1024);
        Keeper large = targets.keeper(KeeperPlan.plain(mebibytes));
        large.target().stop();
        try (StoreServer onDisk =
                StoreServer.in(Files.createDirectory(targets.folder().resolve("store")))) {
            endpoint = onDisk.endpoint();
            Path log = targets.folder().resolve("large.log");
            Process process =
                    command("pre-dump", "-t", "" + large.pid(), "-D", "large").start(log, log);
            long highest = ResidentMemoryIT.highestUntilTheEnd(process);
            assertThat(process.exitValue()).as(Files.readString(log)).isZero();
            assertThat(onDisk.contents()).anyMatch(key -> key.endsWith("large/set.sluice"));
            assertThat(highest)
                    .as("KiB for " + mebibytes + " MiB")
                    .isBetween(10L * 1024, ResidentMemoryIT.MOST_KIBIBYTES);
        }
    }

    /** The stopped target's memory is what a restore of this one set would give. */
    private void assertIsMemory(String set) throws Exception {
        Path folder = Files.createDirectory(targets.folder().resolve("copy"));
        try (ImageSink sink = server.sink();
                SetReader reader = sink.open(set).orElseThrow()) {
            for (String image : reader.images()) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(Math.toIntExact(reader.length(image).orElseThrow()));
                reader.read(image, 0, bytes);
                Files.write(folder.resolve(image), bytes.array());
            }
        }
        Truth.Findings findings = Truth.compare(keeper.files(), folder);
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.listed()).isPositive();
    }

    @Test
    void aKillInEveryStageLeavesAWholeSetOrNothing() throws Exception {
        endpoint = faulty.endpoint();
        preDump("kept");
        List<String> kept = server.contents();
        faulty.plan(request -> FaultyStore.Fault.NONE);
        preDump("usual", "--prev-images-dir", "../kept");
        long usual = faulty.requests();
        run("verify", "usual");
        int absent = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            // The first one comes well before the commit, which is the last request.
            long among = kill == 0 ? usual / 2 : usual;
            long at = 1 + (KILLS > usual ? kill % usual : random.nextLong(among));
            String when = "kill at request " + at + " of " + usual + ", seed " + Form.seed();
            killAt(at);
            try (ImageSink sink = server.sink()) {
                boolean there = sink.open("killed").isPresent();
                absent += there ? 0 : 1;
                sink.recover("killed");
                if (there) {
                    run("verify", "killed");
                    sink.delete("killed", List.of());
                }
            }
            assertThat(server.contents().stream().filter(key -> key.contains("/killed/")))
                    .as(when)
                    .isEmpty();
        }
        assertThat(absent).as("kills before the commit").isPositive();
        assertThat(server.contents()).containsAll(kept);
    }

    /** The request that it meets reaches the store in one half of the cases. */
    private void killAt(long at) throws IOException {
        boolean reaches = random.nextBoolean();
        faulty.plan(request -> request < at
                ? FaultyStore.Fault.NONE
                : reaches && request == at ? FaultyStore.Fault.RESET_AFTER : FaultyStore.Fault.SILENT);
        Path log = targets.folder().resolve("killed.log");
        Process process = command("pre-dump", "-t", "" + keeper.pid(), "-D", "killed", "--prev-images-dir", "../kept")
                .start(log, log);
        Waiting.until(() -> faulty.requests() >= at || !process.isAlive(), () -> "request " + at);
        Sluice.kill(process);
        faulty.plan(request -> FaultyStore.Fault.NONE);
    }
}
