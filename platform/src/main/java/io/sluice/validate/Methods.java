package io.sluice.validate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.config.ComponentChoice;
import io.sluice.config.FileRule;
import io.sluice.config.Value;
import io.sluice.image.manifest.OnMismatch;
import io.sluice.plugin.Chosen;
import io.sluice.plugin.Validators;
import io.sluice.spi.file.FileValidator;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the files of one rule are shown to be the same.
 *
 * @param rule the rule
 * @param validators its validators
 * @param digest of names, versions and settings of the validators: cookies that others made are none of these; its position is never changed
 */
record Methods(FileRule rule, List<Chosen<FileValidator>> validators, ByteBuffer digest) {
    /** The length of a digest, in bytes. */
    static final int DIGEST = 16;

    static Methods of(FileRule rule, Validators all) {
        List<Chosen<FileValidator>> validators = all.of(rule);
        String versions =
                validators.stream().map(method -> method.named().toString()).collect(Collectors.joining(","));
        String settings = rule.methods().stream().map(Methods::text).collect(Collectors.joining(","));
        return new Methods(rule, validators, digest(versions + settings + rule.onMismatch()));
    }

    /** What another file does. */
    OnMismatch onMismatch() {
        return rule.onMismatch().orElse(OnMismatch.FAIL);
    }

    /** Whether files may grow, also while they are looked at. */
    boolean mayGrow() {
        return onMismatch() == OnMismatch.APPEND_OK;
    }

    private static String text(ComponentChoice choice) {
        return choice.name() + text(choice.settings());
    }

    /** Without the places where it was written. */
    private static String text(Value value) {
        if (value instanceof Value.Mapping mapping) {
            return mapping.members().entrySet().stream()
                    .map(member ->
                            member.getKey() + "=" + text(member.getValue().value()))
                    .sorted()
                    .collect(Collectors.joining(";", "{", "}"));
        }
        if (value instanceof Value.Sequence list) {
            return list.items().stream().map(Methods::text).collect(Collectors.joining(";", "[", "]"));
        }
        return value.sort();
    }

    private static ByteBuffer digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return ByteBuffer.wrap(Arrays.copyOf(digest, DIGEST)).asReadOnlyBuffer();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
