package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sluice.failure.SluiceException;
import io.sluice.image.manifest.OnMismatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule is for which file. */
class FileRulesTest {
    @TempDir
    private Path folder;

    private List<FileRule> load(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("config.yaml"), text);
        return Configuration.load(file, folder).files();
    }

    private static FileRule first(List<FileRule> rules, String path) {
        return rules.stream().filter(rule -> rule.fits(path)).findFirst().orElseThrow();
    }

    @Test
    void rulesComeBeforeTheDefaults() throws IOException {
        List<FileRule> rules = load("""
                files:
                  - path: [/srv/**, "*.db"]
                    method: [{use: checksum, coverage: every, step: 4KiB}, size]
                    on-mismatch: warn
                  - {path: /srv/late, on-mismatch: ignore}
                  - {path: "*.journal", on-mismatch: append-ok}
                  - {path: /etc/*}
                """);
        FileRule own = first(rules, "/srv/late");
        assertThat(own.methods()).extracting(ComponentChoice::name).containsExactly("checksum", "size");
        assertThat(own.methods().get(0).settings().members()).containsOnlyKeys("coverage", "step");
        assertThat(own.onMismatch()).contains(OnMismatch.WARN);
        assertThat(first(rules, "/x/y.db")).isEqualTo(own);
        FileRule journal = first(rules, "/x/y.journal");
        assertThat(journal.methods().get(0).settings().text("coverage")).isPresent();
        FileRule said = first(rules, "/etc/passwd");
        assertThat(said.methods()).extracting(ComponentChoice::name).containsExactly("build-id", "checksum", "size");
        assertThat(said.onMismatch()).isEmpty();
        assertThat(first(rules, "/usr/lib/libc.so").isDefault()).isTrue();
        assertThat(first(rules, "/x/y.log").onMismatch()).contains(OnMismatch.APPEND_OK);
        assertThat(first(rules, "/var/log/syslog").onMismatch()).contains(OnMismatch.APPEND_OK);
    }

    @Test
    void noneIsNone() throws IOException {
        assertThat(load("files: none")).isEmpty();
        assertThat(load("files: []")).isEqualTo(FileRule.DEFAULTS);
    }

    @Test
    void whatIsWrongIsToldWithItsLine() {
        SluiceException failure = catchThrowableOfType(SluiceException.class, () -> load("""
                files:
                  - {path: "a/b", method: size}
                  - {method: size}
                  - {path: "*", on-mismatch: fial}
                  - {path: "[", pth: x}
                  - all
                  - {path: "*", method: {coverage: whole}}
                """));
        assertThat(failure.getMessage().lines().map(line -> line.substring(line.indexOf("yaml:") + 5)))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("2: path is 'a/b', but a pattern such as"),
                        line -> assertThat(line).startsWith("3: a rule of files has no path; write 'path: '"),
                        line -> assertThat(line)
                                .startsWith("4: on-mismatch is 'fial'")
                                .endsWith("did you mean 'fail'?"),
                        line -> assertThat(line).startsWith("5: path is '[', but a pattern"),
                        line -> assertThat(line).startsWith("5: files has no key 'pth'"),
                        line -> assertThat(line).startsWith("6: files is 'all', but a list of rules"),
                        line -> assertThat(line).startsWith("7: method is a mapping, but a name"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.log /a/b.log true",
                "*.log /a/b.log.1 false",
                "*.log /a.log/b false",
                "b? /a/bc true",
                "b? /a/b false",
                "/a/* /a/b true",
                "/a/* /a/b/c false",
                "/a/** /a/b/c true",
                "/a/**/c /a/c true",
                "/a/**/c /a/b/b/c true",
                "/a/**/c /a/bc false",
                "**/c.so /x/y/c.so true",
                "**.so /x/y/c.so true",
                "/a/[b-d] /a/c true",
                "/a/[!b-d] /a/c false",
                "/a[!b]b /a/b false",
                "/a/{b,c}d /a/cd true",
                "/a/{b,c}d /a/dd false",
                "/a\\*b /a*b true",
                "/a\\*b /aab false",
                "/a.b /axb false",
                "/a+(b) /a+(b) true",
                "a,b /a,b true",
                "** /x/y true",
                "/a/[&&b] /a/& true",
                "/a/[^b] /a/b true"
            })
    void whatAPatternIsFor(String glob, String path, boolean fits) {
        assertThat(PathPattern.parse(glob).orElseThrow().fits(path)).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "*/b", "[a", "{a", "{a,{b}}", "a\\", "[z-a]"})
    void whatIsNoPattern(String glob) {
        assertThat(PathPattern.parse(glob)).isEqualTo(Optional.empty());
    }

    @Test
    void aNameWithALineBreak() {
        assertThat(PathPattern.parse("/a/**").orElseThrow().fits("/a/b\nc")).isTrue();
        assertThat(PathPattern.parse("*.log").orElseThrow().fits("/a/b\n.log")).isTrue();
    }
}
