package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.failure.ErrorCode;
import io.sluice.failure.SluiceException;
import io.sluice.spi.memory.Backing;
import io.sluice.spi.memory.PageChunk;
import io.sluice.spi.memory.PageRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What config.yaml may say, and what is said of it when it is wrong. */
final class ConfigurationTest {
    private static final Path HOME = Path.of("/opt/sluice");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("config.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "---\n", "{}", "plugins:\ndrain:\ntracker:\nsink:\nworkers:\nlog:\n"})
    void fileThatSaysNothingHasTheDefaults(String text) throws IOException {
        Configuration read = load(text);
        Configuration defaults = Configuration.defaults(HOME);
        assertThat(read.file()).contains(file);
        assertThat(read).usingRecursiveComparison().ignoringFields("file").isEqualTo(defaults);
        assertThat(defaults.plugins().folder()).isEqualTo(HOME.resolve("plugins"));
        assertThat(defaults.tracker().name()).isEqualTo(Configuration.AUTO);
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Configuration read = load("""
                plugins:
                  folder: /srv/plugins
                  load: [a, b]
                drain: {use: splice, pipes: 4}
                tracker: none
                sink:
                  - use: encrypt
                    key: /etc/key
                  - directory
                workers: 3
                auto-dedup: true
                log: {level: debug}
                sign: keys/own.pem
                signed-by: [keys/own.pem.pub, /etc/keys/other.pub]
                """);
        assertThat(read.signing().key()).contains(folder.resolve("keys/own.pem"));
        assertThat(read.signing().signers())
                .containsExactly(folder.resolve("keys/own.pem.pub"), Path.of("/etc/keys/other.pub"));
        assertThat(read.plugins().folder()).isEqualTo(Path.of("/srv/plugins"));
        assertThat(read.plugins().load())
                .containsExactly(
                        new PluginName("a", new Place(file.toString(), 3)),
                        new PluginName("b", new Place(file.toString(), 3)));
        assertThat(read.drain().name()).isEqualTo("splice");
        assertThat(read.drain().settings().members()).containsOnlyKeys("pipes");
        assertThat(read.tracker().name()).isEqualTo(Configuration.NONE);
        assertThat(read.sinks()).extracting(ComponentChoice::name).containsExactly("encrypt", "directory");
        assertThat(read.workers()).isEqualTo(3);
        assertThat(read.autoDedup()).isTrue();
        assertThat(read.log().level()).isEqualTo(LogLevel.DEBUG);
    }

    @ParameterizedTest
    @CsvSource({"mine, /opt/sluice/mine", "/srv/p, /srv/p"})
    void folderIsRelativeToTheDistribution(String written, Path expected) throws IOException {
        assertThat(load("plugins: {folder: " + written + "}").plugins().folder())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"./mine, mine", "../mine, ../mine", "., ''"})
    void folderThatBeginsWithADotIsRelativeToTheFile(String written, String expected) throws IOException {
        assertThat(load("plugins: {folder: " + written + "}").plugins().folder())
                .isEqualTo(folder.resolve(expected).normalize());
    }

    @Test
    void allProblemsAreToldAtOnceWithTheirLines() {
        SluiceException failure = failure("""
                plugins:
                  fodler: here
                  load: [a, a, {b: c}]
                drain: [read]
                trackr: auto
                sink: []
                workers: 0
                log: {level: inof}
                workers: 2
                """);
        assertThat(failure.code()).isEqualTo(ErrorCode.CONFIG);
        assertThat(failure.getMessage().lines())
                .containsExactly(
                        file + ":2: plugins has no key 'fodler'; did you mean 'folder'?",
                        file + ":3: load is a mapping, but a list of plugin ids is wanted; write a list of plugin ids,"
                                + " or leave the key out",
                        file + ":3: the plugin 'a' is named twice; remove one of them",
                        file + ":4: drain is a list, but a name, or a mapping with 'use: name' is wanted; write a name,"
                                + " or a mapping with 'use: name', or leave the key out",
                        file + ":5: config.yaml has no key 'trackr'; did you mean 'tracker'?",
                        file + ":6: sink is a list, but at least one sink is wanted; write at least one sink, or leave"
                                + " the key out",
                        file
                                + ":7: workers is '0', but a whole number from 1 to 64 is wanted; write a whole number from"
                                + " 1 to 64, or leave the key out",
                        file + ":8: level is 'inof', which is none of: off, error, warn, info, debug, trace;"
                                + " did you mean 'info'?",
                        file + ":9: the key 'workers' stands here a second time; remove one of them");
    }

    @Test
    void singleProblemHasARemedyOfItsOwn() {
        SluiceException failure = failure("\n\nworkrs: 2\n");
        assertThat(failure).hasMessage(file + ":3: config.yaml has no key 'workrs'");
        assertThat(failure.remedy()).isEqualTo("did you mean 'workers'?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'a: b: c'|:1: this is no YAML: ",
                "'drain: [read'|:1: this is no YAML: ",
                "'workers: 2\n\tlog: x'|:2: this is no YAML: ",
                "'just a word'|:1: the file is no mapping",
                "'- a'|:1: the file is no mapping",
                "'drain: &x read'|:1: anchors and aliases are not used here",
                "'a: &a [*a]'|:1: anchors and aliases are not used here",
                "'{}\n---\n{}'|:2: this is no YAML: ",
                "'? [a]\n: b'|:1: a key is no single word",
                "'drain: {use: [a]}'|:1: drain is a mapping, but a name",
                "'signed-by: []'|:1: signed-by is a list, but the file of a public key",
                "'workers: many'|:1: workers is 'many'",
                "'workers: 99999999999999999999'|:1: workers is '99999999999999999999'",
            })
    void wrongFormIsToldWithItsLine(String text, String expected) {
        assertThat(failure(text)).hasMessageContaining(file + expected.strip());
    }

    @Test
    void fileThatCannotBeReadIsAProblem() throws IOException {
        assertThat(failureOf(folder.resolve("none.yaml")))
                .hasMessage(folder.resolve("none.yaml") + ": there is no such file");
        assertThat(failureOf(folder)).hasMessageContaining("cannot be read");
        Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThat(failureOf(file)).hasMessageContaining("UTF-8");
        Files.write(file, new byte[(1 << 20) + 1]);
        assertThat(failureOf(file)).hasMessageContaining("longer than a mebibyte");
    }

    @Test
    void drainsAreChosenByMappings() throws IOException {
        Configuration read = load("""
                drain:
                  use: read
                  for:
                    - {mappings: unreadable, use: read}
                    - {mappings: anonymous, at-least: 64MiB, use: splice, pipes: 2}
                """);
        assertThat(read.drain()).extracting(ComponentChoice::name).isEqualTo("read");
        assertThat(read.drain().settings().members()).isEmpty();
        DrainRule splice = read.drainRules().get(1);
        assertThat(splice.drain().name()).isEqualTo("splice");
        assertThat(splice.drain().settings().members()).containsOnlyKeys("pipes");
        List<PageRange> pages = List.of(new PageRange(0, 4096));
        assertThat(splice.fits(new PageChunk(pages, true, Backing.ANONYMOUS, 64 << 20)))
                .isTrue();
        assertThat(splice.fits(new PageChunk(pages, true, Backing.ANONYMOUS, 63 << 20)))
                .isFalse();
        assertThat(splice.fits(new PageChunk(pages, true, Backing.FILE, 1 << 30)))
                .isFalse();
        assertThat(read.drainRules().get(0).fits(new PageChunk(pages, false, Backing.FILE, 4096)))
                .isTrue();
        assertThat(read.withDrain("write").drainRules()).isEmpty();
        assertThat(read.withWorkers(7).drainRules()).hasSize(2);
    }

    @Test
    void wrongRulesAreToldWithTheirLines() {
        assertThat(failure("""
                drain:
                  use: read
                  for:
                    - {mappings: anonymos, use: splice}
                    - {at-least: much, use: splice}
                    - splice
                """).getMessage().lines())
                .hasSize(3)
                .anySatisfy(
                        line -> assertThat(line).contains(":4: mappings is 'anonymos'", "did you mean 'anonymous'?"))
                .anySatisfy(line -> assertThat(line).contains(":5: at-least is 'much'"))
                .anySatisfy(line -> assertThat(line).contains(":6: for is 'splice', but"));
    }

    @Test
    void aTrackerCanHaveAWitness() throws IOException {
        Configuration read = load("tracker: {use: uffd, and: {use: hash, whole-every: 5}, depth: 2}");
        assertThat(read.tracker().name()).isEqualTo("uffd");
        assertThat(read.tracker().settings().members()).containsOnlyKeys("depth");
        assertThat(read.witness().orElseThrow().name()).isEqualTo("hash");
        assertThat(read.witness().orElseThrow().settings().members()).containsOnlyKeys("whole-every");
        assertThat(load("tracker: {use: uffd, and: hash}").witness())
                .map(ComponentChoice::name)
                .contains("hash");
        assertThat(failure("tracker: {use: uffd, and: [hash]}"))
                .hasMessageContaining("and is a list, but a name, or a mapping with 'use: name' is wanted");
    }

    @Test
    void programsChooseBothTrackers() throws IOException {
        Configuration read = load("tracker: {use: uffd, and: {use: hash, whole-every: 5}, depth: 2}");
        assertThat(read.withTracker("uffd+hash")).isEqualTo(read);
        assertThat(read.withTracker("uffd").tracker()).isEqualTo(read.tracker());
        assertThat(read.withTracker("uffd").witness()).isEmpty();
        assertThat(read.withTracker("auto+sums").tracker()).isEqualTo(ComponentChoice.of("auto"));
        assertThat(read.withTracker("auto+sums").witness()).contains(ComponentChoice.of("sums"));
    }

    @Test
    void programsChangeOnePartOfIt() throws IOException {
        Configuration read = load("drain: {use: read, chunk: 1MiB}");
        assertThat(read.withDrain("read")).isEqualTo(read);
        assertThat(read.withDrain("splice").drain()).isEqualTo(ComponentChoice.of("splice"));
        assertThat(read.withTracker("none").tracker().name()).isEqualTo("none");
        assertThat(read.withSinks(List.of(ComponentChoice.of("s3"))).sinks()).hasSize(1);
        assertThat(read.withWorkers(5).workers()).isEqualTo(5);
    }

    private Configuration load(String text) throws IOException {
        Files.writeString(file, text);
        return Configuration.load(file, HOME);
    }

    private SluiceException failure(String text) {
        return catchThrowableOfType(SluiceException.class, () -> load(text));
    }

    private static SluiceException failureOf(Path path) {
        return catchThrowableOfType(SluiceException.class, () -> Configuration.load(path, HOME));
    }

    @Test
    void copiesAreStacksWithAPlace() throws IOException {
        Configuration read = load("""
                copies:
                  - {sink: [zstd, directory], to: /mnt/copies/, on-failure: drop}
                  - {to: there}
                """);
        assertThat(read.copies()).extracting(CopyChoice::to).containsExactly("/mnt/copies", "there");
        assertThat(read.copies()).extracting(CopyChoice::required).containsExactly(false, true);
        assertThat(read.copies().get(0).sinks())
                .extracting(ComponentChoice::name)
                .containsExactly("zstd", "directory");
        assertThatThrownBy(() -> load("copies: [directory]")).hasMessageContaining("to: FOLDER");
        assertThatThrownBy(() -> load("copies: {to: ''}")).hasMessageContaining("a copy has no 'to: FOLDER'");
        assertThatThrownBy(() -> load("copies: [{sink: directory}]"))
                .hasMessageContaining("a copy has no 'to: FOLDER'");
        assertThatThrownBy(() -> load("copies: {to: there, on-failure: ignore}"))
                .hasMessageContaining("fail, drop");
    }
}
