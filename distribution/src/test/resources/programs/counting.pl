# Counts until there is a file "finish"; then writes how far it came, and what it has in memory.
use integer;
my ($number, $steps, $sum, @ring) = (0, 0, 0, (0) x 65536);
while ($steps % 65536 || !-e "finish") {
    $number = $number * 6364136223846793005 + 1442695040888963407;
    $ring[$steps % 65536] = $number;
    $steps++;
}
$sum += $_ for @ring;
open(my $result, ">", "unfinished") or die;
printf $result "%u %u %u\n", $steps, $number, $sum;
close $result;
rename "unfinished", "result";
