package io.sluice.testkit.contract;

/**
 * The rules of the SPI that can be tested: the one list of them. A rule has the same number in the javadoc of the SPI, in
 * the contract's test, in what that says when it fails, and in docs/plugin-authors.md. A number is never given twice.
 */
public enum Rule {
    // Of an ImageSink.
    S01("a set is absent until it is committed"),
    S02("a committed set holds every byte of every image, names ascending"),
    S03("a close without a commit leaves nothing, and the name is free"),
    S04("a name that is taken is refused, and the set stays as it was"),
    S05("a second writer of a name is refused while the first lives, and does it no harm"),
    S06("an image is created once in a set"),
    S07("an image's name is never a path"),
    S08("the parent's reference is kept to the letter"),
    S09("a reference resolves, relative to its set, to the set that it means"),
    S10("a read fills the buffer from the offset on, or ends with the image, and answers how much"),
    S11("an image that is not there has no length and cannot be read"),
    S12("a name without a set opens as empty and has nothing to recover"),
    S13("recovery never touches a committed set"),
    S14("a write takes all that the buffer has remaining, direct or not, and nothing else"),
    S15("positioned writes stand where they were put, in whatever order they came"),
    S16("images of one set are written by threads of their own at the same time"),
    S17("writers of different names do not disturb each other"),
    S18("remains of a dead writer are no set; recovery names and removes them, or a new writer does"),
    S19("a deleted set is absent; deleting what is not there is no error"),
    S20("what was punched reads as zeros, and the rest and the length are as before"),
    S21("a set that is led to another parent has that reference, to the letter, and the same images"),
    S22("the sets beside a set are committed ones, and not itself"),
    S23("sets are opened just where the sink says that it reads"),
    S24("what a sink cannot do it refuses as unsupported, and the set stays as it was"),
    S25("what is added stands behind what is kept, and what is not kept is gone"),
    S26("nothing is added to an image that was changed meanwhile"),
    S27("what was prepared reads as it was written, before it is committed"),

    // Of a DrainStrategy.
    D01("every page of a chunk is stored, ascending, with its bytes"),
    D02("a page that cannot be read is left out, and all others are there"),
    D03("memory that the task itself cannot read is stored"),
    D04("of a task that is gone nothing is stored, and the answer says so"),
    D05("what the destination throws comes through unchanged"),
    D06("a chunk is stored once"),
    D07("several workers move several chunks at once"),
    D08("a drain leaves the task as it was"),
    D09("the probe tries it for real, within a tenth of a second, and names are words"),
    D10("a task in which no calls can be made is drained too"),
    D11("where an image takes pages from the kernel, chunk after chunk stands in it without a gap"),
    D12("in an image too a page that cannot be read is left out, and all others are there"),
    D13("of pages that are unmapped meanwhile none is invented, and of the others none is missing"),
    D14("what the task itself may not write to a file is stored all the same"),
    D15("of a task that is gone nothing is stored into an image, and failures come through"),

    // Of a DirtyTracker.
    T01("without a parent every page is taken"),
    T02("every page that was written since the parent is taken"),
    T03("a page that was not written is not taken"),
    T04("a page that holds again what the parent has is not taken"),
    T05("after a round that failed nothing of what it saw is lost"),
    T06("two chains of one target do not take from each other"),
    T07("a long chain is as right as a short one"),
    T08("a mapping that is new is taken whole"),
    T09("when what was kept is gone every page is taken"),
    T10("another instance goes on where the first one stopped, or takes every page"),
    T11("behind another tracker it sees the pages of that one alone, and knows the others as before"),

    // Of a FileValidator.
    V01("the same file matches, also for another instance"),
    V02("any changed byte is a mismatch"),
    V03("another length is a mismatch"),
    V04("a file that cannot be read is no exception, and never a match"),
    V05("a file without an end is answered within a second"),
    V06("a cookie of rubbish is no exception, and never a match"),
    V07("a file that changed since it was lent has no cookie, and never matches");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** What it says, in one line. */
    public String text() {
        return text;
    }

    /** Number and text, as failures and the docs have it. */
    @Override
    public String toString() {
        return name() + " " + text;
    }
}
