/* A program whose threads are in all kinds of calls and loops, and notice what is done to them: unharmed MODE [SECONDS [KIND]]. It prints "ready" and
   the address of its facts, as target.c does, then lives until it is killed. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/futex.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/rseq.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define PAGE 4096
#define KINDS 16
#define MILLI 1000000L

struct facts {
    unsigned long beats, signals, children, wrong;
    unsigned long address[8];
    unsigned long rounds[KINDS]; /* what each kind of thread has counted: all of them are to go on */
    unsigned long kinds;
    unsigned long reason; /* the line of what was wrong first */
};
static volatile struct facts *facts;

#define WRONG_UNLESS(condition)                                                       \
    do {                                                                              \
        if (!(condition)) {                                                           \
            facts->reason = facts->reason ? facts->reason : __LINE__;                 \
            __atomic_add_fetch(&facts->wrong, 1, __ATOMIC_SEQ_CST);                   \
        }                                                                             \
    } while (0)

static void went_on(int kind) {
    __atomic_add_fetch(&facts->rounds[kind], 1, __ATOMIC_SEQ_CST);
    __atomic_add_fetch(&facts->beats, 1, __ATOMIC_SEQ_CST);
}

static long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000 * MILLI + time.tv_nsec;
}

static void rest(long nanoseconds) {
    struct timespec time = {0, nanoseconds};
    nanosleep(&time, NULL);
}

/* Every sleep has its whole length, and nothing interrupts it. */
static void *sleeps(void *data) {
    int kind = (int) (long) data;
    for (;;) {
        struct timespec time = {0, 4 * MILLI};
        long begun = now();
        WRONG_UNLESS(syscall(SYS_nanosleep, &time, NULL) == 0);
        WRONG_UNLESS(now() - begun >= 4 * MILLI);
        went_on(kind);
    }
}

static int waited_for;

static void *wakes(void *data) {
    for (;;) {
        rest(2 * MILLI);
        __atomic_add_fetch(&waited_for, 1, __ATOMIC_SEQ_CST);
        syscall(SYS_futex, &waited_for, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    }
    return data;
}

static void *waits(void *data) {
    int kind = (int) (long) data;
    for (;;) {
        int seen = __atomic_load_n(&waited_for, __ATOMIC_SEQ_CST);
        long result = syscall(SYS_futex, &waited_for, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
        WRONG_UNLESS(result == 0 || errno == EAGAIN);
        went_on(kind);
    }
}

static void *waits_a_while(void *data) {
    int kind = (int) (long) data, word = 0;
    for (;;) {
        struct timespec time = {0, 3 * MILLI};
        long begun = now();
        long result = syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, &time, NULL, 0);
        WRONG_UNLESS(result == -1 && errno == ETIMEDOUT);
        WRONG_UNLESS(now() - begun >= 3 * MILLI);
        went_on(kind);
    }
}

static int ends[2], idle[2];

static void *writes(void *data) {
    char letter = 'a';
    for (;;) {
        rest(2 * MILLI);
        WRONG_UNLESS(write(ends[1], &letter, 1) == 1);
        letter = letter == 'z' ? 'a' : letter + 1;
    }
    return data;
}

static void *reads(void *data) {
    int kind = (int) (long) data;
    char expected = 'a';
    for (;;) {
        char letter = 0;
        WRONG_UNLESS(read(ends[0], &letter, 1) == 1 && letter == expected);
        expected = expected == 'z' ? 'a' : expected + 1;
        went_on(kind);
    }
}

static void *polls(void *data) {
    int kind = (int) (long) data;
    for (;;) {
        struct pollfd file = {idle[0], POLLIN, 0};
        struct timespec time = {0, 3 * MILLI};
        long begun = now();
        WRONG_UNLESS(poll(&file, 1, 3) == 0);
        WRONG_UNLESS(now() - begun >= 3 * MILLI);
        WRONG_UNLESS(ppoll(&file, 1, &time, NULL) == 0);
        went_on(kind);
    }
}

/* Here alone the kernel has any stop of a thread end the call: every program has to heed that (signal(7)). */
static void *polls_events(void *data) {
    int kind = (int) (long) data, file = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    epoll_ctl(file, EPOLL_CTL_ADD, idle[0], &event);
    for (;;) {
        int result = epoll_wait(file, &event, 1, 3);
        WRONG_UNLESS(result == 0 || (result == -1 && errno == EINTR));
        went_on(kind);
    }
}

static volatile int handled;

static void handles(int signal) {
    (void) signal;
    double sum = 0;
    for (int i = 0; i < 20000; i++) {
        sum += 1.0 / (i + 1);
    }
    WRONG_UNLESS(sum > 10.4 && sum < 10.6);
    handled++;
}

/* Each signal ends one wait for it, and its handler is at work much of the time. */
static void *suspends(void *data) {
    int kind = (int) (long) data;
    sigset_t blocked, none;
    prctl(PR_SET_NAME, "suspends"); /* its mask changes all the time: it looks after that itself */
    sigemptyset(&none);
    sigaddset(&none, SIGUSR1); /* sent to the process: it would end a wait for the other one */
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR1);
    sigaddset(&blocked, SIGRTMIN);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGRTMIN};
    event._sigev_un._tid = gettid();
    timer_t timer;
    struct itimerspec every = {{0, MILLI}, {0, MILLI}};
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &every, NULL);
    for (;;) {
        int before = handled;
        WRONG_UNLESS(sigsuspend(&none) == -1 && errno == EINTR);
        WRONG_UNLESS(handled > before);
        sigset_t is;
        memset(&is, 0, sizeof is);
        pthread_sigmask(SIG_SETMASK, NULL, &is);
        WRONG_UNLESS(sigismember(&is, SIGRTMIN) == 1);
        went_on(kind);
    }
}

/* All registers hold a pattern for some time; then they are looked at. */
static void *calculates(void *data) {
    int kind = (int) (long) data;
    static unsigned long in[32], out[32];
    double *x87 = (double *) (out + 20);
    for (unsigned long round = 1;; round++) {
        for (int i = 0; i < 32; i++) {
            in[i] = round * 0x9e3779b97f4a7c15UL + (unsigned long) i;
        }
        __asm__ volatile("movdqu (%0), %%xmm0\n movdqu 16(%0), %%xmm5\n movdqu 32(%0), %%xmm10\n movdqu 48(%0), %%xmm15\n"
                         "mov 64(%0), %%rbx\n mov 72(%0), %%r8\n mov 80(%0), %%r9\n mov 88(%0), %%r10\n mov 96(%0), %%r11\n"
                         "mov 104(%0), %%r12\n mov 112(%0), %%r13\n mov 120(%0), %%r14\n mov 128(%0), %%r15\n"
                         "mov 136(%0), %%rdi\n mov 144(%0), %%rsi\n mov 152(%0), %%rdx\n"
                         "fldpi\n fld1\n fldl2e\n"
                         "mov $60000, %%ecx\n stc\n 1: dec %%ecx\n jnz 1b\n"
                         "setc 255(%1)\n"
                         "fstpl 160(%1)\n fstpl 168(%1)\n fstpl 176(%1)\n"
                         "movdqu %%xmm0, (%1)\n movdqu %%xmm5, 16(%1)\n movdqu %%xmm10, 32(%1)\n movdqu %%xmm15, 48(%1)\n"
                         "mov %%rbx, 64(%1)\n mov %%r8, 72(%1)\n mov %%r9, 80(%1)\n mov %%r10, 88(%1)\n mov %%r11, 96(%1)\n"
                         "mov %%r12, 104(%1)\n mov %%r13, 112(%1)\n mov %%r14, 120(%1)\n mov %%r15, 128(%1)\n"
                         "mov %%rdi, 136(%1)\n mov %%rsi, 144(%1)\n mov %%rdx, 152(%1)\n"
                         :
                         : "a"(in), "r"(out)
                         : "memory", "cc", "xmm0", "xmm5", "xmm10", "xmm15", "rbx", "rcx", "rdx", "rsi", "rdi", "r8", "r9",
                           "r10", "r11", "r12", "r13", "r14", "r15");
        WRONG_UNLESS(memcmp(in, out, 160) == 0);
        WRONG_UNLESS(((unsigned char *) out)[255] == 1);
        WRONG_UNLESS(x87[0] > 1.4426 && x87[0] < 1.4427 && x87[1] == 1.0 && x87[2] > 3.1415 && x87[2] < 3.1416);
        went_on(kind);
        if (round % 64 == 0) {
            rest(MILLI / 5);
        }
    }
}

#define CPUS 64
static struct {
    unsigned long count;
    char apart[120];
} counters[CPUS];
static unsigned long counted[2];
static pthread_barrier_t both;

/* Adds to the counter of the processor that it runs on, which another thread there may do too: a restartable sequence, with a
   long way between reading and writing. Answers false when it was aborted. */
static int add_here(void) {
#ifdef RSEQ_SIG
    struct rseq *area = (struct rseq *) ((char *) __builtin_thread_pointer() + __rseq_offset);
    unsigned long cpu = area->cpu_id_start;
    unsigned long *counter = &counters[cpu % CPUS].count;
    __asm__ goto volatile(".pushsection __rseq_cs, \"aw\"\n .balign 32\n 3:\n .long 0, 0\n .quad 1f, (2f - 1f), 4f\n .popsection\n"
                          "lea 3b(%%rip), %%rax\n mov %%rax, %c3(%1)\n"
                          "1: cmp %0, %c4(%1)\n jne 4f\n mov (%2), %%rax\n"
                          "mov $3000, %%rcx\n 5: dec %%rcx\n jnz 5b\n"
                          "inc %%rax\n mov %%rax, (%2)\n 2:\n"
                          ".pushsection __rseq_failure, \"ax\"\n .byte 0x0f, 0xb9, 0x3d\n .long 0x53053053\n 4: jmp %l[aborted]\n .popsection\n"
                          :
                          : "r"((unsigned int) cpu), "r"(area), "r"(counter), "i"(offsetof(struct rseq, rseq_cs)),
                            "i"(offsetof(struct rseq, cpu_id))
                          : "memory", "cc", "rax", "rcx"
                          : aborted);
    return 1;
aborted:
    return 0;
#else
    return 0;
#endif
}

static void *sequences(void *data) {
    int kind = (int) (long) data, which = kind & 1;
    for (;;) {
        for (int i = 0; i < 2000; i++) {
            counted[which] += (unsigned long) add_here();
        }
        pthread_barrier_wait(&both);
        if (which == 0) {
            unsigned long sum = 0;
            for (int i = 0; i < CPUS; i++) {
                sum += counters[i].count;
            }
            WRONG_UNLESS(sum == counted[0] + counted[1]);
        }
        pthread_barrier_wait(&both);
        went_on(kind);
        rest(MILLI);
    }
}

static void *remembers(void *data) {
    int kind = (int) (long) data;
    unsigned long *own = calloc(64, PAGE);
    sigset_t before, is;
    memset(&before, 0, sizeof before);
    memset(&is, 0, sizeof is);
    pthread_sigmask(SIG_SETMASK, NULL, &before);
    for (unsigned long round = 1;; round++) {
        unsigned long *word = own + (round % 64) * 512;
        *word = round;
        pthread_sigmask(SIG_SETMASK, NULL, &is);
        WRONG_UNLESS(memcmp(&before, &is, sizeof before) == 0);
        WRONG_UNLESS(*word == round);
        went_on(kind);
        if (round % 64 == 0) {
            rest(MILLI / 5);
        }
    }
}

static void *looks_for_children(void *data) {
    int kind = (int) (long) data;
    for (;;) {
        if (waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD) {
            __atomic_add_fetch(&facts->children, 1, __ATOMIC_SEQ_CST);
        }
        went_on(kind);
        rest(MILLI);
    }
}

static void count_child(int signal) {
    (void) signal;
    __atomic_add_fetch(&facts->children, 1, __ATOMIC_SEQ_CST);
}

static void count_signal(int signal) {
    (void) signal;
    __atomic_add_fetch(&facts->signals, 1, __ATOMIC_SEQ_CST);
}

static void on(int signal, void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigaction(signal, &action, NULL);
}

static void start(void *(*body)(void *), int kind) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 16 * PAGE);
    pthread_create(&thread, &attributes, body, (void *) (long) kind);
}

static void ready(void) {
    printf("ready %lx\n", (unsigned long) facts);
    fflush(stdout);
}

/* The first thread, which is the one that is borrowed, does what is said. */
static void many(int first) {
    void *(*bodies[])(void *) = {sequences, sequences, sleeps,   waits,     waits_a_while, reads,
                                 polls,     polls_events, suspends, calculates, remembers,  looks_for_children};
    int kinds = sizeof bodies / sizeof *bodies;
    facts->kinds = (unsigned long) kinds;
    pthread_barrier_init(&both, NULL, 2);
    WRONG_UNLESS(pipe(ends) == 0 && pipe(idle) == 0);
    on(SIGRTMIN, handles);
    for (int i = 0; i < kinds; i++) {
        if (i != first) {
            start(bodies[i], i);
        }
    }
    start(wakes, 0);
    start(writes, 0);
    sigset_t blocked;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGUSR2);
    pthread_sigmask(SIG_BLOCK, &blocked, NULL);
    ready();
    bodies[first]((void *) (long) first);
}

static void one(void *(*body)(void *)) {
    facts->kinds = 1;
    ready();
    body(0);
}

/* What only a process of one thread may do. How often it could not itself is told apart: its children always can. */
static void *makes_namespaces(void *data) {
    for (;;) {
        int child = fork();
        if (child == 0) {
            _exit(unshare(CLONE_NEWUSER) == 0 ? 0 : 1);
        }
        int status = 0;
        WRONG_UNLESS(child > 0 && waitpid(-1, &status, 0) == child);
        WRONG_UNLESS(WIFEXITED(status));
        WRONG_UNLESS(WEXITSTATUS(status) == 0);
        facts->address[0] += unshare(CLONE_THREAD) != 0;
        went_on(0);
        rest(MILLI / 2);
    }
    return data;
}

static volatile int asked_for_child;

static void ask_for_child(int signal) {
    (void) signal;
    asked_for_child = 1;
}

/* Makes a child, that stays, when it is told to. */
static void *forks(void *data) {
    on(SIGUSR2, ask_for_child);
    for (;;) {
        if (asked_for_child) {
            asked_for_child = 0;
            int child = fork();
            if (child == 0) {
                prctl(PR_SET_PDEATHSIG, SIGKILL);
                for (;;) {
                    pause();
                }
            }
            facts->address[0] = (unsigned long) child;
        }
        went_on(0);
        rest(MILLI);
    }
    return data;
}

static void count_long(int signal) {
    (void) signal;
    facts->address[0]++;
    rest(300 * MILLI);
    facts->address[1]++;
}

/* Its handler takes long. */
static void *handles_long(void *data) {
    on(SIGUSR2, count_long);
    return remembers(data);
}

static void filter(struct sock_filter *program, int length) {
    struct sock_fprog all = {(unsigned short) length, program};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &all) != 0) {
        exit(1);
    }
}

/* A list of calls, and what becomes of them, and of all others. */
static void filter_calls(const int *calls, int count, unsigned int listed, unsigned int others) {
    struct sock_filter program[256];
    int at = 0;
    program[at++] = (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    program[at++] = (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0);
    program[at++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    program[at++] = (struct sock_filter) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (int i = 0; i < count; i++) {
        program[at++] = (struct sock_filter) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned int) calls[i], 0, 1);
        program[at++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, listed);
    }
    program[at++] = (struct sock_filter) BPF_STMT(BPF_RET | BPF_K, others);
    filter(program, at);
}

/* A shadow that nobody leads cannot give back its memory there. */
static void deny(void) {
    const int denied[] = {SYS_process_madvise, SYS_userfaultfd, SYS_setsid, SYS_pipe2,
                          SYS_prctl,           SYS_pidfd_open,   SYS_munmap};
    filter_calls(denied, 7, SECCOMP_RET_ERRNO | EPERM, SECCOMP_RET_ALLOW);
}

/* What it needs itself, and what a shadow must be able to do there when nobody leads it: make one, end, be reaped. */
static void kill_others(int makes_children) {
    const int allowed[] = {SYS_read,          SYS_write,       SYS_futex,   SYS_nanosleep, SYS_clock_nanosleep, SYS_rt_sigprocmask,
                           SYS_rt_sigreturn,  SYS_restart_syscall, SYS_exit, SYS_exit_group, SYS_pause,        SYS_mmap,
                           SYS_munmap,        SYS_mprotect,    SYS_madvise, SYS_wait4,     SYS_close_range,     SYS_getpid,
                           SYS_pidfd_open,    SYS_clone3,      SYS_rseq,    SYS_set_robust_list, SYS_brk,       SYS_fstat,
                           SYS_sched_yield,   SYS_gettid,      SYS_newfstatat, SYS_getrandom, SYS_rt_sigaction, SYS_clone};
    filter_calls(allowed, sizeof allowed / sizeof *allowed - !makes_children, SECCOMP_RET_ALLOW, SECCOMP_RET_KILL_PROCESS);
}

static void filtered(void) {
    facts->kinds = 3;
    start(remembers, 0);
    start(sleeps, 1);
    start(waits_a_while, 2);
    ready();
    for (;;) {
        pause();
    }
}

static void user(int tasks) {
    struct rlimit limit = {(rlim_t) tasks, (rlim_t) tasks};
    if (tasks > 0) {
        setrlimit(RLIMIT_NPROC, &limit);
    }
    if (setgid(65534) != 0 || setuid(65534) != 0) {
        exit(1);
    }
    prctl(PR_SET_DUMPABLE, 1);
    one(remembers);
}

/* Its child is the first process of a pid namespace. */
static void namespace(void) {
    if (unshare(CLONE_NEWPID) != 0) {
        exit(1);
    }
    facts->kinds = 1;
    int child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        remembers(0);
    }
    facts->address[0] = (unsigned long) child;
    ready();
    for (;;) {
        pause();
    }
}

static volatile char dispatch = SYSCALL_DISPATCH_FILTER_ALLOW;

/* Its calls may be given to a handler of its own instead of the kernel, at any moment. */
static void dispatches(void) {
    if (prctl(PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, 0, 0, &dispatch) != 0) {
        exit(1);
    }
    one(remembers);
}

/* Its vdso is where no other program has it. */
static void moves_vdso(void) {
    unsigned long vdso = getauxval(AT_SYSINFO_EHDR), place = 0x200000000000;
    if (mremap((void *) vdso, 2 * PAGE, 2 * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED, place) != (void *) place) {
        exit(1);
    }
    one(remembers);
}

/* Its first thread runs code of 32 bits. */
static void runs_old_code(void) {
    unsigned char *loop = mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    memcpy(loop, "\xf3\x90\xeb\xfc", 4); /* pause, and again */
    facts->kinds = 1;
    start(remembers, 0);
    ready();
    __asm__ volatile("pushq $0x23\n pushq %0\n lretq\n" : : "r"(loop));
}

int main(int arguments, char **argument) {
    const char *mode = arguments > 1 ? argument[1] : "many";
    alarm(arguments > 2 ? (unsigned int) atoi(argument[2]) : 120); /* nothing outlives the tests */
    signal(SIGPIPE, SIG_IGN);
    facts = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    on(SIGUSR1, count_signal);
    if (strcmp(mode, "namespaces") != 0) {
        on(SIGCHLD, count_child);
    }
    if (!strcmp(mode, "many")) {
        many(arguments > 3 ? atoi(argument[3]) : 2);
    } else if (!strcmp(mode, "one")) {
        one(looks_for_children);
    } else if (!strcmp(mode, "namespaces")) {
        one(makes_namespaces);
    } else if (!strcmp(mode, "forks")) {
        one(forks);
    } else if (!strcmp(mode, "handler")) {
        one(handles_long);
    } else if (!strcmp(mode, "denied")) {
        deny();
        filtered();
    } else if (!strcmp(mode, "killed")) {
        kill_others(1);
        filtered();
    } else if (!strcmp(mode, "alone")) {
        kill_others(0);
        one(remembers);
    } else if (!strcmp(mode, "strict")) {
        facts->kinds = 1;
        ready();
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT);
        for (;;) {
            facts->beats++;
            facts->rounds[0]++;
        }
    } else if (!strcmp(mode, "locked")) {
        mlockall(MCL_CURRENT | MCL_FUTURE);
        one(remembers);
    } else if (!strcmp(mode, "user")) {
        user(0);
    } else if (!strcmp(mode, "crowded")) {
        user(1);
    } else if (!strcmp(mode, "dispatches")) {
        dispatches();
    } else if (!strcmp(mode, "moved")) {
        moves_vdso();
    } else if (!strcmp(mode, "old")) {
        runs_old_code();
    } else if (!strcmp(mode, "namespace")) {
        namespace();
    }
    return 2;
}
