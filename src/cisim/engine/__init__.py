"""Who walks through time: the engines that carry the laws out month by month."""
