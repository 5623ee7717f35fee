"""Goals by people who have seen neither the code nor the documentation, put to the offline brain."""
