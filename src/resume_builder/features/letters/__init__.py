"""Letters: composed for a tailoring, changed by the person, every sentence judged anew."""
