package io.sluice.resident;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is written beside a userfaultfd in a task.
 *
 * @param startTicks when the task started, which tells it from its children: they inherit the descriptors
 * @param program a fingerprint of what it executes
 * @param userFault the number of the userfaultfd; empty while it is being put there
 * @param round the last round
 * @param closed whether that was committed
 */
public record TrackRecord(
        long startTicks, String program, OptionalInt userFault, Optional<String> round, boolean closed) {
    private static final int BYTES = 512;
    private static final Pattern TEXT = Pattern.compile(
            "sluice-track 1\nstart (\\d+)\nprogram (\\w*)\nuserfault (-|\\d+)\nround (\\w+) (\\S+)\n\\s*");

    /** Of a task in which nothing is tracked yet. */
    static TrackRecord unfinished(long startTicks, String program) {
        return new TrackRecord(startTicks, program, OptionalInt.empty(), Optional.empty(), false);
    }

    TrackRecord with(int number) {
        return new TrackRecord(startTicks, program, OptionalInt.of(number), round, closed);
    }

    /** With a round that begins. */
    public TrackRecord opened(String next) {
        return new TrackRecord(startTicks, program, userFault, Optional.of(next), false);
    }

    /** With its round committed. */
    public TrackRecord committed() {
        return new TrackRecord(startTicks, program, userFault, round, true);
    }

    /** Always of the same length, so that a later one covers an earlier one. */
    public String text() {
        String number = userFault.isPresent() ? String.valueOf(userFault.getAsInt()) : "-";
        String text = "sluice-track 1\nstart " + startTicks + "\nprogram " + program + "\nuserfault " + number
                + "\nround " + (closed ? "closed " : "open ") + round.orElse("-") + "\n";
        return text + " ".repeat(BYTES - text.length());
    }

    /** Reads one; empty when it is none, or half there. */
    public static Optional<TrackRecord> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(3);
        String round = matcher.group(5);
        return Optional.of(new TrackRecord(
                Long.parseLong(matcher.group(1)),
                matcher.group(2),
                number.equals("-") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number)),
                round.equals("-") ? Optional.empty() : Optional.of(round),
                matcher.group(4).equals("closed")));
    }
}
