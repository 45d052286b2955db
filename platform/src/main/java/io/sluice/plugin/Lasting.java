package io.sluice.plugin;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether a tracker may keep what has to outlive a request.
 *
 * @param allowed whether {@code auto} looks at such trackers at all
 * @param refusal asked once a tracker would be taken: why this target does not bear one; empty when it does
 */
public record Lasting(boolean allowed, Supplier<Optional<String>> refusal) {
    /** Nothing outlives the request. */
    public static final Lasting NO = new Lasting(false, Optional::empty);

    /** It may. */
    public static final Lasting YES = new Lasting(true, Optional::empty);

    public Lasting {
        Objects.requireNonNull(refusal);
    }

    /** It may, unless there is a reason against it. */
    public static Lasting unless(Supplier<Optional<String>> refusal) {
        return new Lasting(true, refusal);
    }
}
