package io.sluice.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.sluice.spi.sink.SetReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules of the house, for classes below any root package, so that they can be tried on broken houses too. */
final class ArchitectureRules {
    /** The rooms, from the bottom up: a room may use those before it. */
    private static final List<String> ROOMS = List.of(
            "kernel",
            "proc",
            "trace",
            "resident",
            "memory",
            "image",
            "state",
            "config",
            "plugin",
            "validate",
            "dump",
            "watch");

    /** Everybody may use these, and they use no room. */
    private static final List<String> GROUND = List.of("failure", "control");

    private ArchitectureRules() {}

    /** Every rule by its name. */
    static Map<String, ArchRule> below(String root) {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("arrows go downwards", downwards(root));
        rules.put("no cycles", slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put("native calls in kernel alone", only(root, "jnr..", "kernel"));
        rules.put("protocol buffers in image and state alone", only(root, "com.google.protobuf..", "image", "state"));
        rules.put("yaml in config alone", only(root, "org.snakeyaml..", "config"));
        rules.put("pf4j in plugin alone", only(root, "org.pf4j..", "plugin"));
        rules.put("sets are read where they are checked", readers(root));
        rules.put("no standard streams", GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
        rules.put("no exit", noClasses().should().callMethod(System.class, "exit", int.class));
        rules.put("no generic exceptions", GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
        rules.put(
                "no utils",
                noClasses()
                        .should()
                        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers.."));
        return rules;
    }

    private static ArchRule downwards(String root) {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(packages(root, GROUND))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(root, ROOMS));
        for (int i = 0; i < ROOMS.size(); i++) {
            String[] above = packages(root, ROOMS.subList(i + 1, ROOMS.size()));
            rule = CompositeArchRule.of(rule)
                    .and(noClasses()
                            .that()
                            .resideInAnyPackage(packages(root, List.of(ROOMS.get(i))))
                            .should()
                            .dependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(above)
                                    .or(JavaClass.Predicates.resideInAPackage(root)))
                            .allowEmptyShould(true));
        }
        return rule.allowEmptyShould(true);
    }

    /** Everybody else has a set's bytes from them, after the check. */
    private static ArchRule readers(String root) {
        List<String> checking = Stream.of(
                        "StoredImages",
                        "manifest.ManifestFile",
                        "sign.SignedManifest",
                        "punch.LineReader",
                        "verify.ByteCheck",
                        "copy.PreparedCheck")
                .map(name -> root + ".image." + name)
                .toList();
        return noClasses()
                .that(DescribedPredicate.describe(
                        "do not check",
                        type -> !type.getName().startsWith(root + ".testkit.") && !checking.contains(type.getName())))
                .should()
                .callMethod(SetReader.class, "read", String.class, long.class, ByteBuffer.class);
    }

    private static ArchRule only(String root, String library, String... rooms) {
        List<String> allowed = new ArrayList<>(List.of(packages(root, List.of(rooms))));
        allowed.addAll(List.of(root + ".spi..", root + ".architecture.."));
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private static String[] packages(String root, List<String> rooms) {
        return rooms.stream().map(room -> root + "." + room + "..").toArray(String[]::new);
    }
}
