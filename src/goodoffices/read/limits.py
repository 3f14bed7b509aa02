"""How much of anything is read: each limit with its reason. Above it the input is refused with one clear line."""

# The largest single reports in use, annexes of UN panels of experts, have about 10 MB as PDF, pictures included.
LARGEST_FILE = 20_000_000
# Above 300,000 characters (about a hundred pages) the parser needs gigabytes; nobody writes one report that long.
LONGEST_TEXT = 300_000
# The longest words are chemical names of about 1,200 characters; what is longer is data, not text.
LONGEST_WORD = 2_000
# The deepest real pages nest about a hundred elements; parsers recurse and fall over at some thousands.
DEEPEST_TAGS = 500
# Pages of news have 0.1 to 2 MB with their scripts; taking larger ones apart takes minutes.
LONGEST_PAGE = 5_000_000
# Text compresses to a tenth, at most to a thirtieth; whoever gains more than a hundredfold is a bomb.
HIGHEST_RATIO = 100
# A thesis has four hundred pages, a report has one hundred.
MOST_PAGES = 600
# Anything can be unreachable; half a minute is as long as a person waits.
LONGEST_WAIT = 30.0
# Browsers follow twenty redirects; pages of the news need one or two.
MOST_REDIRECTS = 5
