package io.sluice.config;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which paths a rule is for. {@code *} and {@code ?} stand for any letters, or one, of a name; {@code **} for any number of
 * names; {@code [a-z]} and {@code [!a-z]} for one letter of a range, or none of it; {@code {a,b}} for one of several; a
 * backslash takes the next letter by itself. A pattern without a slash is for the last name of a path.
 */
public final class PathPattern {
    /** What a person is told to write. */
    static final String WANTED = "a pattern such as *.log or /srv/**";

    private final String glob;
    private final Pattern expression;

    private PathPattern(String glob, Pattern expression) {
        this.glob = glob;
        this.expression = expression;
    }

    /** The pattern that is written so; empty when it is none, or could be for no path. */
    public static Optional<PathPattern> parse(String glob) {
        if (glob.isEmpty() || (glob.contains("/") && !glob.startsWith("/") && !glob.startsWith("**"))) {
            return Optional.empty();
        }
        try {
            String expression = new GlobExpression(glob).text();
            return Optional.of(new PathPattern(glob, Pattern.compile(expression, Pattern.DOTALL)));
        } catch (PatternSyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** Whether it is for this absolute path. */
    public boolean fits(String path) {
        String subject = glob.contains("/") ? path : path.substring(path.lastIndexOf('/') + 1);
        return expression.matcher(subject).matches();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathPattern that && glob.equals(that.glob);
    }

    @Override
    public int hashCode() {
        return Objects.hash(glob);
    }

    /** As it was written. */
    @Override
    public String toString() {
        return glob;
    }
}
