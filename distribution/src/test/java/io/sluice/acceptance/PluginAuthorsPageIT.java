package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.testkit.program.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/plugin-authors.md, as they stand there, outside the project, with a copy of the distribution. */
class PluginAuthorsPageIT {
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

    /** For a Maven that runs for seconds. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void copyTheDistribution() {
        home = folder.resolve("sluice");
        Path built = Sluice.launcher().getParent().getParent();
        Command.of("cp", "-R", built.toString(), home.toString()).run().succeeded();
    }

    @Test
    void theFirstPluginIsBuiltAndWorks() throws IOException {
        String section = section("From nothing to a plugin");
        Path paced = folder.resolve("paced");
        Path sources = Files.createDirectories(paced.resolve("src/org/example/paced"));
        for (String source : blocks(section, "java")) {
            MatchResult type = TYPE.matcher(source).results().findFirst().orElseThrow();
            Files.writeString(sources.resolve(type.group(1) + ".java"), source);
        }
        Files.writeString(
                paced.resolve("plugin.properties"),
                blocks(section, "properties").get(0));
        Files.writeString(paced.resolve("config.yaml"), blocks(section, "yaml").get(0));
        assertThat(run(section, paced)).containsPattern("drain paced +works");
    }

    @Test
    void theTarSinkIsBuiltTestedAndDumpsWithMaven() throws IOException {
        repository();
        String said = run(section("A tested sink, with Maven"), folder);
        assertThat(said.lines().filter("inventory.img"::equals)).hasSize(2);
        assertThat(said).contains("fit: plugin 'sink-tar' 1.0.0", "sound: 1 set");
        assertThat(said.lines().filter(line -> line.matches("pages-.*\\.img"))).hasSizeGreaterThanOrEqualTo(2);
        assertThat(folder.resolve("sink-tar/target/failsafe-reports/failsafe-summary.xml"))
                .content()
                .contains("<errors>0</errors>", "<failures>0</failures>")
                .doesNotContain("<completed>0</completed>");
        assertThat(folder.resolve("sink-tar/report")).isNotEmptyFile();
    }

    /** What Maven has installed already, without what this project itself has: that comes from the distribution. */
    private void repository() throws IOException {
        Path shared = Path.of(System.getProperty("maven.repository"));
        Path own = Files.createDirectories(folder.resolve(".m2/repository"));
        link(shared, own, "io");
        link(shared.resolve("io"), Files.createDirectory(own.resolve("io")), "sluice");
    }

    /** JUnit would say of each link that it leads out of the folder. */
    @AfterEach
    void removeLinks() throws IOException {
        Path own = folder.resolve(".m2");
        if (Files.exists(own)) {
            try (Stream<Path> files = Files.walk(own)) {
                for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                    Files.delete(link);
                }
            }
        }
    }

    private static void link(Path shared, Path own, String without) throws IOException {
        try (Stream<Path> folders = Files.list(shared)) {
            for (Path one : folders.toList()) {
                if (!one.endsWith(without)) {
                    Files.createSymbolicLink(own.resolve(one.getFileName()), one);
                }
            }
        }
    }

    private String run(String section, Path where) {
        String commands = String.join("", blocks(section, "sh"));
        assertThat(commands).contains("SLUICE=/opt/sluice");
        String script = "set -eu\n" + commands.replace("SLUICE=/opt/sluice", "SLUICE='" + home + "'");
        return Command.of("sh", "-c", script)
                .in(where)
                .with("HOME", folder.toString())
                .with("MAVEN_OPTS", QUICK + " -Dmaven.repo.local=" + folder.resolve(".m2/repository"))
                .run()
                .succeeded()
                .out();
    }

    private String section(String heading) throws IOException {
        String page = Files.readString(home.resolve("docs/plugin-authors.md"));
        MatchResult section = Pattern.compile("(?ms)^## " + Pattern.quote(heading) + "$.*?(?=^## |\\z)")
                .matcher(page)
                .results()
                .findFirst()
                .orElseThrow();
        return section.group();
    }

    private static List<String> blocks(String section, String language) {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```")
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
