/* A program to freeze and to read: target MODE [NUMBER]. It prints "ready" and the address of its facts, then lives until it is killed. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAGE 4096
#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

/* One page, read from outside, word by word. */
struct facts {
    unsigned long beats;     /* what its threads have counted */
    unsigned long signals;   /* how often SIGUSR1 was handled */
    unsigned long children;  /* what wait4 or SIGCHLD told that the program itself did not cause */
    unsigned long wrong;     /* contents, or a signal mask, that are not as they were */
    unsigned long address[8];
};
static volatile struct facts *facts;
static char *program;

static void ready(void) {
    printf("ready %lx\n", (unsigned long) facts);
    fflush(stdout);
}

static void forever(void) {
    for (;;) {
        pause();
    }
}

static void count_signal(int signal) {
    (void) signal;
    __atomic_add_fetch(&facts->signals, 1, __ATOMIC_SEQ_CST);
}

static void count_child(int signal) {
    (void) signal;
    __atomic_add_fetch(&facts->children, 1, __ATOMIC_SEQ_CST);
}

static void on(int signal, void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler};
    sigaction(signal, &action, NULL);
}

static int alone; /* whether it is the only thread, which some calls demand */

static void look_around(void) {
    if (unshare(CLONE_THREAD) != 0) {
        __atomic_add_fetch(&facts->wrong, 1, __ATOMIC_SEQ_CST);
    }
    if (wait4(-1, NULL, WNOHANG, NULL) != -1 || errno != ECHILD) {
        __atomic_add_fetch(&facts->children, 1, __ATOMIC_SEQ_CST);
    }
}

static void *beat(void *data) {
    unsigned long *own = malloc(64 * PAGE);
    sigset_t before, now;
    (void) data;
    memset(&before, 0, sizeof before); /* the kernel fills in but a part */
    memset(&now, 0, sizeof now);
    pthread_sigmask(SIG_SETMASK, NULL, &before);
    memset(own, 0, 64 * PAGE);
    for (unsigned long round = 1;; round++) {
        unsigned long *word = own + (round * 512) % (64 * 512);
        unsigned long was = *word;
        *word = was + 1;
        if (*word != was + 1) {
            __atomic_add_fetch(&facts->wrong, 1, __ATOMIC_SEQ_CST);
        }
        pthread_sigmask(SIG_SETMASK, NULL, &now);
        if (memcmp(&before, &now, sizeof before) != 0) {
            __atomic_add_fetch(&facts->wrong, 1, __ATOMIC_SEQ_CST);
        }
        if (alone) {
            look_around();
        }
        __atomic_add_fetch(&facts->beats, 1, __ATOMIC_SEQ_CST);
        if (round % 64 == 0) {
            usleep(200);
        }
    }
    return NULL;
}

static void start(void *(*body)(void *)) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 16 * PAGE);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &attributes, body, NULL) != 0) {
        usleep(100);
    }
}

static void threads(int count) {
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    on(SIGUSR1, count_signal);
    for (int i = 0; i < count; i++) {
        start(beat);
    }
    ready();
    forever();
}

static void single(void) {
    alone = 1;
    on(SIGUSR1, count_signal);
    on(SIGCHLD, count_child);
    ready();
    beat(NULL);
}

/* Nothing here outlives the tests, whatever becomes of them. */
static void end_with(int parent) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(60);
    if (parent != 0 && getppid() != parent) {
        _exit(0);
    }
}

/* Always new processes, three a maker at most: each maker waits for its child, which waits for its own. No orphans: they
   would pile up where the first process of the system is slow to reap them, and use up the pids of the whole machine. */
static void make_processes(void) {
    for (;;) {
        int child = fork();
        if (child == 0) {
            int grandchild = fork();
            if (grandchild == 0) {
                _exit(0);
            }
            usleep(300);
            if (grandchild > 0) {
                waitpid(grandchild, NULL, 0);
            }
            _exit(0);
        }
        usleep(200);
        if (child > 0) {
            waitpid(child, NULL, 0);
        }
        __atomic_add_fetch(&facts->beats, 1, __ATOMIC_SEQ_CST);
    }
}

static void fork_storm(int count) {
    int own = getpid();
    for (int i = 0; i < count; i++) {
        if (fork() == 0) {
            end_with(own);
            make_processes();
        }
    }
    ready();
    forever();
}

static void *short_life(void *data) {
    (void) data;
    __atomic_add_fetch(&facts->beats, 1, __ATOMIC_SEQ_CST);
    usleep(200);
    return NULL;
}

/* Always new threads, three a maker at most. */
static void *make_threads(void *data) {
    (void) data;
    for (;;) {
        pthread_t made[3];
        int count = 0;
        while (count < 3 && pthread_create(&made[count], NULL, short_life, NULL) == 0) {
            count++;
        }
        while (count > 0) {
            pthread_join(made[--count], NULL);
        }
        usleep(100);
    }
    return NULL;
}

static void thread_storm(int count) {
    for (int i = 0; i < count; i++) {
        start(make_threads);
    }
    ready();
    forever();
}

static void vforking(void) {
    ready();
    if (vfork() == 0) {
        facts->address[0] = (unsigned long) syscall(SYS_getpid);
        for (;;) {
            syscall(SYS_pause);
        }
    }
    for (;;) {
        facts->beats++;
        usleep(1000);
    }
}

static void leader_exits(void) {
    start(beat);
    ready();
    pthread_exit(NULL);
}

static void zombie_child(void) {
    int child = fork();
    if (child == 0) {
        _exit(0);
    }
    facts->address[0] = (unsigned long) child;
    ready();
    forever();
}

/* A parent that sees every stop, go and end of its child. */
static void watch_child(void) {
    int child = fork();
    if (child == 0) {
        beat(NULL);
    }
    facts->address[0] = (unsigned long) child;
    on(SIGCHLD, count_child);
    ready();
    for (;;) {
        int status;
        if (waitpid(child, &status, WUNTRACED | WCONTINUED) == child) {
            __atomic_add_fetch(&facts->children, 1, __ATOMIC_SEQ_CST);
        }
    }
}

static char *map(int pages, int protection, int flags, int file) {
    return mmap(NULL, (size_t) pages * PAGE, protection, flags, file, 0);
}

/* Memory of every kind that a pagemap tells apart; where each begins is in the facts. */
static void pages(void) {
    int mine = PROT_READ | PROT_WRITE;
    char *anonymous = map(64, mine, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    madvise(anonymous, 64 * PAGE, MADV_NOHUGEPAGE);
    volatile char sum = 0;
    for (int i = 0; i < 64; i += 4) {
        memset(anonymous + i * PAGE, 'a' + i / 4, PAGE); /* written */
        sum += anonymous[(i + 1) * PAGE];                /* read only: the page of zeros */
    }
    char *forbidden = map(4, mine, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    memset(forbidden, 'F', 4 * PAGE);
    mprotect(forbidden, 4 * PAGE, PROT_NONE);
    char *guarded = map(8, mine, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    memset(guarded, 'G', 8 * PAGE);
    facts->address[3] = madvise(guarded + 2 * PAGE, 2 * PAGE, MADV_GUARD_INSTALL) == 0;
    int file = open(program, O_RDONLY);
    char *copied = mmap(NULL, 2 * PAGE, mine, MAP_PRIVATE, file, 0);
    sum += copied[0];
    copied[PAGE] = 'C';
    char *shared = map(16, mine, MAP_SHARED | MAP_ANONYMOUS, -1);
    memset(shared + 3 * PAGE, 'S', PAGE);
    facts->address[0] = (unsigned long) anonymous;
    facts->address[1] = (unsigned long) forbidden;
    facts->address[2] = (unsigned long) guarded;
    facts->address[4] = (unsigned long) copied;
    facts->address[5] = (unsigned long) shared;
    ready();
    forever();
}

static char *tracked_memory, *aside;

/* What moves memory about: pages 0 to 7 are dropped, 8 to 11 become a mapping of their own, 32 to 47 go elsewhere, or come back. */
static void stir(int signal) {
    (void) signal;
    madvise(tracked_memory, 8 * PAGE, MADV_DONTNEED);
    mprotect(tracked_memory + 8 * PAGE, 4 * PAGE, PROT_READ);
    char *from = facts->address[7] % 2 ? aside : tracked_memory + 32 * PAGE;
    char *to = facts->address[7] % 2 ? tracked_memory + 32 * PAGE : aside;
    mremap(from, 16 * PAGE, 16 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, to);
    facts->address[7]++;
}

/* A userfaultfd for whoever tracks, and memory of kinds that matter to it; one mapping is its own, by another userfaultfd. */
static void tracked(void) {
    int mine = PROT_READ | PROT_WRITE, flags = MAP_PRIVATE | MAP_ANONYMOUS;
    facts->address[0] = (unsigned long) syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
    tracked_memory = map(64, mine, flags, -1);
    madvise(tracked_memory, 64 * PAGE, MADV_NOHUGEPAGE);
    memset(tracked_memory, 'T', 64 * PAGE);
    aside = map(16, PROT_NONE, flags, -1);
    char *forbidden = map(4, mine, flags, -1);
    memset(forbidden, 'F', 4 * PAGE);
    mprotect(forbidden, 4 * PAGE, PROT_NONE);
    char *huge = map(1024, mine, flags, -1);
    huge = (char *) (((unsigned long) huge + (512 * PAGE - 1)) / (512 * PAGE) * (512 * PAGE));
    madvise(huge, 512 * PAGE, MADV_HUGEPAGE);
    memset(huge, 'H', 512 * PAGE);
    char *own = map(4, mine, flags, -1);
    memset(own, 'O', 4 * PAGE);
    struct uffdio_api api = {.api = UFFD_API};
    struct uffdio_register missing = {{(unsigned long) own, 4 * PAGE}, UFFDIO_REGISTER_MODE_MISSING, 0};
    int another = (int) syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
    if (ioctl(another, UFFDIO_API, &api) == 0) {
        ioctl(another, UFFDIO_REGISTER, &missing);
    }
    facts->address[1] = (unsigned long) tracked_memory;
    facts->address[2] = (unsigned long) forbidden;
    facts->address[3] = (unsigned long) huge;
    facts->address[4] = (unsigned long) own;
    facts->address[5] = (unsigned long) map(4, mine, MAP_SHARED | MAP_ANONYMOUS, -1);
    facts->address[6] = (unsigned long) aside;
    on(SIGUSR1, stir);
    ready();
    forever();
}

/* As many mappings that are not alike, with a userfaultfd for whoever tracks. */
static void tracked_many(int count) {
    facts->address[0] = (unsigned long) syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
    char *all = map(count, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    for (int i = 0; i < count; i++) {
        all[(size_t) i * PAGE] = 1;
        if (i % 2 != 0) {
            mprotect(all + (size_t) i * PAGE, PAGE, PROT_READ);
        }
    }
    facts->address[1] = (unsigned long) all;
    ready();
    forever();
}

static void execute(int signal) {
    (void) signal;
    execl(program, program, "threads", "1", NULL);
}

static void execs(void) {
    on(SIGUSR1, execute);
    ready();
    forever();
}

static void trace(int pid) {
    if (ptrace(PTRACE_SEIZE, pid, 0, 0) != 0) {
        exit(1);
    }
    ready();
    forever();
}

int main(int arguments, char **argument) {
    program = argument[0];
    alarm(60); /* nothing outlives the tests, whatever becomes of them */
    signal(SIGPIPE, SIG_IGN); /* nobody listens after the first line */
    char *mode = arguments > 1 ? argument[1] : "threads";
    int number = arguments > 2 ? atoi(argument[2]) : 1;
    facts = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!strcmp(mode, "threads")) {
        threads(number);
    } else if (!strcmp(mode, "single")) {
        single();
    } else if (!strcmp(mode, "fork-storm")) {
        fork_storm(number);
    } else if (!strcmp(mode, "thread-storm")) {
        thread_storm(number);
    } else if (!strcmp(mode, "vfork")) {
        vforking();
    } else if (!strcmp(mode, "leader-exits")) {
        leader_exits();
    } else if (!strcmp(mode, "zombie-child")) {
        zombie_child();
    } else if (!strcmp(mode, "watch-child")) {
        watch_child();
    } else if (!strcmp(mode, "pages")) {
        pages();
    } else if (!strcmp(mode, "tracked")) {
        tracked();
    } else if (!strcmp(mode, "tracked-many")) {
        tracked_many(number);
    } else if (!strcmp(mode, "exec")) {
        execs();
    } else if (!strcmp(mode, "trace")) {
        trace(number);
    }
    return 2;
}
