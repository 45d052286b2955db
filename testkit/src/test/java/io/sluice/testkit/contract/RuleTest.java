package io.sluice.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of rules, the contracts, the SPI's javadoc and the docs name the same rules. */
class RuleTest {
    private static final Pattern NUMBER = Pattern.compile("\\b[SDTV]\\d\\d\\b");
    private static final Map<String, Class<?>> CONTRACTS = Map.of(
            "S", ImageSinkContract.class,
            "D", DrainStrategyContract.class,
            "T", DirtyTrackerContract.class,
            "V", FileValidatorContract.class);

    private static final Map<String, String> PACKAGES = Map.of("S", "sink", "D", "drain", "T", "track", "V", "file");

    @Test
    void everyRuleHasOneTestInItsContract() {
        CONTRACTS.forEach((letter, contract) -> assertThat(Arrays.stream(contract.getMethods())
                        .filter(method -> method.isAnnotationPresent(Keeps.class))
                        .map(method -> method.getAnnotation(Keeps.class).value()))
                .containsExactlyInAnyOrderElementsOf(BrokenRules.ofKind(letter)));
    }

    @Test
    void aTestIsNamedAfterItsRule() {
        CONTRACTS.values().stream()
                .flatMap(contract -> Arrays.stream(contract.getMethods()))
                .filter(method -> method.isAnnotationPresent(Keeps.class))
                .forEach(method -> assertThat(method.getName())
                        .startsWithIgnoringCase(
                                method.getAnnotation(Keeps.class).value().name()));
    }

    @Test
    void theJavadocOfTheSpiNamesEveryRuleOnce() throws IOException {
        for (Map.Entry<String, String> room : PACKAGES.entrySet()) {
            Path sources = above("spi/src/main/java/io/sluice/spi").resolve(room.getValue());
            List<String> named = new ArrayList<>();
            try (Stream<Path> files = Files.list(sources)) {
                for (Path file : files.toList()) {
                    named.addAll(numbers(Files.readString(file).replaceAll("Numbers such as \\w+", "")));
                }
            }
            assertThat(named).containsExactlyInAnyOrderElementsOf(names(room.getKey()));
        }
    }

    @Test
    void theDocsHaveEveryRuleWithItsText() throws IOException {
        String page = Files.readString(above("docs/plugin-authors.md"));
        List<String> rows = page.lines()
                .filter(line -> line.matches("\\| [SDTV]\\d\\d \\|.*"))
                .map(line -> line.replaceAll("^\\| (\\w+) \\| (.*) \\|$", "$1 $2"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(
                        Arrays.stream(Rule.values()).map(Rule::toString).toList());
    }

    private static List<String> names(String letter) {
        return BrokenRules.ofKind(letter).stream().map(Rule::name).toList();
    }

    private static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(found -> found.group()).toList();
    }

    private static Path above(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(path))) {
                return folder.resolve(path);
            }
        }
        throw new AssertionError(path + " is in no folder above this one");
    }
}
