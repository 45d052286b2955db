package io.sluice.spi;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what was built with one version of an API is built and run with the next. */
final class Compatibility {
    /** What only the core implements and lends: it may have more abstract methods. */
    private static final Set<String> LENT = Set.of(
            "io.sluice.spi.Host",
            "io.sluice.spi.Settings",
            "io.sluice.spi.drain.DrainTarget",
            "io.sluice.spi.drain.PageDestination",
            "io.sluice.spi.file.ValidatedFile",
            "io.sluice.spi.memory.Descriptor",
            "io.sluice.spi.memory.InjectedCalls",
            "io.sluice.spi.memory.Pipe",
            "io.sluice.spi.memory.TaskMemory",
            "io.sluice.spi.track.KeptState",
            "io.sluice.spi.track.TrackedTarget",
            "io.sluice.spi.track.WriteProtection");

    /** An abstract method; its class stands before the last dot in front of the parameters. */
    private static final Pattern ABSTRACT = Pattern.compile("member .*\\babstract .* ([\\w.$]+)\\.\\w+\\(.*");

    private Compatibility() {}

    /**
     * One thing that breaks plugins.
     *
     * @param what what happened to it
     * @param line as the list of the API has it
     */
    record Broken(String what, String line) implements Comparable<Broken> {
        @Override
        public int compareTo(Broken other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return what + ": " + line;
        }
    }

    /** All that does. What is gone or changed was in the lines before; what plugins must implement is in those after. */
    static Set<Broken> broken(Set<String> before, Set<String> after) {
        Set<Broken> broken = new TreeSet<>();
        for (String line : before) {
            if (!after.contains(line) && !after.contains(withDefault(line))) {
                broken.add(new Broken("gone or changed", line));
            }
        }
        for (String line : after) {
            Matcher method = ABSTRACT.matcher(line);
            boolean asked =
                    method.matches() && !before.contains(line) && isImplementedByPlugins(method.group(1), before);
            if (asked) {
                broken.add(new Broken("must be implemented now", line));
            }
        }
        return broken;
    }

    /** A method that was abstract may have a default. */
    private static String withDefault(String line) {
        return line.replaceFirst("\\babstract ", "default ");
    }

    /** A type that is new is implemented by nobody yet. */
    private static boolean isImplementedByPlugins(String type, Set<String> before) {
        return !LENT.contains(type)
                && before.stream().anyMatch(line -> line.matches("type .*\\b" + Pattern.quote(type) + "\\b.*"));
    }
}
