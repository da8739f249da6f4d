System.Console.WriteLine("Grad");
