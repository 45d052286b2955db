package io.sluice.validate;

/**
 * A file that a task maps or has open.
 *
 * @param name what the kernel calls it; of one that was deleted with words for that behind
 * @param place where in /proc it is opened, also when it was deleted
 * @param written whether a mapping writes it, which its times do not always tell
 */
record FoundFile(String name, String place, boolean written) {
    private static final String DELETED = " (deleted)";

    /** Whether it may have been deleted; a name may also just end so. */
    boolean seemsDeleted() {
        return name.endsWith(DELETED);
    }

    /** Its name before it was deleted. */
    String formerName() {
        return name.substring(0, name.length() - DELETED.length());
    }
}
